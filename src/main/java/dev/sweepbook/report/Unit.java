package dev.sweepbook.report;

import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.sweep.ShortestDecimal;

/** How a figure is shown to a person: base value divided by {@code perShown}, with the symbol in the header. */
public enum Unit {
    NONE("", 1),
    TEXT("", 1),
    COUNT("", 1),
    SHARE("%", 0.01),
    SECONDS("s", 1),
    MILLISECONDS("ms", 1e-3),
    MICROSECONDS("µs", 1e-6),
    KILOBYTES("kB", 1e3),
    GIGABYTES("GB", 1e9),
    GIGABYTES_PER_SECOND("GB/s", 1e9),
    GIGAFLOP("GFLOP", 1e9),
    TERAFLOP("TFLOP", 1e12),
    TERAFLOP_PER_SECOND("TFLOP/s", 1e12),
    FLOP_PER_BYTE("FLOP/B", 1),
    SEQUENCES("sequences", 1),
    TOKENS("tokens", 1),
    TOKENS_PER_SECOND("tokens/s", 1),
    PER_SECOND("1/s", 1),
    WATTS("W", 1),
    JOULES("J", 1),
    USD("USD", 1),
    USD_PER_HOUR("USD/h", 1);

    private final String symbol;
    private final double perShown;

    Unit(String symbol, double perShown) {
        this.symbol = symbol;
        this.perShown = perShown;
    }

    /**
     * The symbol in headers.
     *
     * @return the symbol, empty where there is none
     */
    public String symbol() {
        return symbol;
    }

    /**
     * Base units in one shown unit.
     *
     * @return the divisor
     */
    public double perShown() {
        return perShown;
    }

    /**
     * A value as it is shown.
     *
     * @param base the value in base units
     * @return the value in this unit
     */
    public double shown(double base) {
        return base / perShown;
    }

    /**
     * A value that somebody gave as it is shown: its decimal digits moved, none of them rounded, so that reading them in
     * this unit gives the value again.
     *
     * @param base the value in base units
     * @return the value in this unit
     */
    public double given(double base) {
        if (perShown == 1 || base == 0 || Double.isNaN(base) || Double.isInfinite(base)) {
            return base;
        }
        int digits = (int) Math.round(Math.log10(perShown));
        return ShortestDecimal.of(base).scaleByPowerOfTen(-digits).doubleValue();
    }

    /**
     * Whether a value is whole by its nature.
     *
     * @return whether it counts something
     */
    public boolean isCount() {
        return this == COUNT || this == TOKENS;
    }

    /**
     * The unit people read a dimension in.
     *
     * @param dimension what is measured
     * @return the unit
     */
    public static Unit of(Dimension dimension) {
        return switch (dimension) {
            case NONE -> NONE;
            case BYTES -> GIGABYTES;
            case BYTES_PER_SECOND -> GIGABYTES_PER_SECOND;
            case FLOPS -> TERAFLOP_PER_SECOND;
            case SECONDS -> MICROSECONDS;
            case WATTS -> WATTS;
            case USD -> USD;
            case USD_PER_HOUR -> USD_PER_HOUR;
            case PER_SECOND -> PER_SECOND;
        };
    }
}
