package dev.sweepbook.job;

/** How a run ended, with the exit code scripts rely on. The later ones outweigh the earlier. */
public enum Verdict {
    /** Everything went well. */
    GOOD(0),
    /** A scenario meets the condition of {@code --fail-on}. */
    GATE_MET(4),
    /** Some scenario files failed, the others were delivered. */
    SOME_FAILED(1),
    /** Something could not be written. */
    NOT_WRITTEN(74),
    /** Another run holds the output folder; nothing was done. */
    BUSY(75);

    private final int code;

    Verdict(int code) {
        this.code = code;
    }

    /**
     * The exit code.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
