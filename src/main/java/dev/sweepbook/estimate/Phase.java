package dev.sweepbook.estimate;

/** The part of a request that a measurement or an error band is of. */
public enum Phase {
    DECODE("decode"),
    PREFILL("prefill"),
    REQUEST("request");

    private final String id;

    Phase(String id) {
        this.id = id;
    }

    /**
     * The name in data files.
     *
     * @return the name
     */
    public String id() {
        return id;
    }
}
