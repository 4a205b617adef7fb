package dev.sweepbook.diff;

import dev.sweepbook.sweep.Axis;

/**
 * What a change comes from. Causes are taken from old to new in the order of their ranks: what the old version of the
 * program did otherwise, the model, the device, the number formats, the formula set, the calibration, the other axes in
 * their order, what the service promises.
 *
 * @param rank its place in the order
 * @param id what it is called: the name of the axis where it is one
 */
public record Cause(int rank, String id) implements Comparable<Cause> {
    /** Recomputed by this version, the recorded inputs give another result. */
    static final Cause TOOL = new Cause(0, "tool version");

    /** The recorded result is not what its inputs give, and the same version wrote both. */
    static final Cause RECORDED = new Cause(0, "recorded results");

    /** Neither the program nor the calibration is the one that was used, and the old calibration is not at hand. */
    static final Cause TOOL_OR_CALIBRATION = new Cause(0, "tool version or calibration");

    /** The calibration of the same name holds other values, which are not at hand; the program is the same. */
    static final Cause CALIBRATION_VALUES = new Cause(0, "calibration values");

    static final Cause CATALOGUE = new Cause(1, "catalogue edition");

    private static final int MODEL = 2;
    private static final int HARDWARE = 3;
    private static final int FORMATS = 4;
    private static final int FORMULAS = 7;
    private static final int CALIBRATION = 8;
    private static final int OTHERS = 9;

    static final Cause SLO = new Cause(OTHERS + Axis.values().length, "slo");

    static Cause model(String id) {
        return new Cause(MODEL, id);
    }

    static Cause hardware(String id) {
        return new Cause(HARDWARE, id);
    }

    static Cause of(Axis axis) {
        int rank = switch (axis) {
            case MODEL -> MODEL;
            case HARDWARE -> HARDWARE;
            case WEIGHT_DTYPE -> FORMATS;
            case KV_DTYPE -> FORMATS + 1;
            case ACTIVATION_DTYPE -> FORMATS + 2;
            case FORMULAS -> FORMULAS;
            case CALIBRATION -> CALIBRATION;
            default -> OTHERS + axis.ordinal();
        };
        return new Cause(rank, axis.id());
    }

    @Override
    public int compareTo(Cause other) {
        return rank == other.rank ? id.compareTo(other.id) : Integer.compare(rank, other.rank);
    }
}
