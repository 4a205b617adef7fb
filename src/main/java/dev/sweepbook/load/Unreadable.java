package dev.sweepbook.load;

import java.io.Serial;

/** Says that a file cannot be read on from here, and why. */
final class Unreadable extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Place place;

    Unreadable(Place place, String reason) {
        super(reason, null, false, false);
        this.place = place;
    }

    Place place() {
        return place;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
