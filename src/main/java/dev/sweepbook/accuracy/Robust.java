package dev.sweepbook.accuracy;

/**
 * The pseudo-Huber loss as a residual whose square is the loss: near zero the residual itself, far away its root, so
 * that a row that is wrong pulls no harder than a row that is a little off.
 */
final class Robust {
    /** Where the loss turns from square to linear, in natural logarithms of a time: about 8 %. */
    static final double SCALE = 0.08;

    private Robust() {}

    /** Signed root of the loss 2·(√(1 + z²) − 1), z = residual/scale. */
    static double root(double residual) {
        double z = residual / SCALE;
        double loss = 2 * (Math.sqrt(1 + z * z) - 1);
        return Math.copySign(Math.sqrt(loss), z);
    }
}
