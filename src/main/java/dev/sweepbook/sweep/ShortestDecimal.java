package dev.sweepbook.sweep;

import java.math.BigDecimal;
import java.math.MathContext;

/** Doubles as the decimals that were meant. Before Java 19, {@link Double#toString} gives more digits than needed. */
public final class ShortestDecimal {
    /** Digits after which a double shows what binary left over. */
    public static final int CLEAN_DIGITS = 15;

    private static final int ENOUGH_DIGITS = 17;

    private ShortestDecimal() {}

    /**
     * The decimal of the fewest digits that is this double and no other.
     *
     * @param value finite
     * @return the decimal, without zeros at its end
     */
    public static BigDecimal of(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = CLEAN_DIGITS; digits < ENOUGH_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(ENOUGH_DIGITS)).stripTrailingZeros();
    }
}
