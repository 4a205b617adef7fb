package dev.sweepbook.estimate;

/** How near the measurements are that an estimate rests on, nearest first. */
public enum Evidence {
    /** Same engine, device, model, number format and parallelism; batch and lengths inside the measured range. */
    MEASURED_HERE("measured here"),
    /** The engine was measured on this device, with another model or outside the range. */
    SAME_DEVICE("same device"),
    /** The engine was measured on another device with the same kind of memory. */
    SAME_CLASS("same class"),
    /** Nothing like it was measured. */
    EXTRAPOLATED("extrapolated");

    private final String id;

    Evidence(String id) {
        this.id = id;
    }

    /**
     * The name in the column and in data files.
     *
     * @return the name
     */
    public String id() {
        return id;
    }
}
