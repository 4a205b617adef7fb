package dev.sweepbook.estimate;

import java.util.Locale;

/** What the time of a step is made of, in the order ties are broken. */
public enum Term {
    MEMORY,
    COMPUTE,
    COMMS,
    OVERHEAD;

    private final String id = name().toLowerCase(Locale.ROOT);

    /**
     * The name shown.
     *
     * @return the name, lower case
     */
    public String id() {
        return id;
    }
}
