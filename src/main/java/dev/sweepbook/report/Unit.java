package dev.sweepbook.report;

/** How a figure is shown to a person: base value divided by {@code perShown}, with the symbol in the header. */
public enum Unit {
    NONE("", 1),
    TEXT("", 1),
    COUNT("", 1),
    SHARE("%", 0.01),
    SECONDS("s", 1),
    MILLISECONDS("ms", 1e-3),
    BYTES("B", 1),
    KILOBYTES("kB", 1e3),
    MEGABYTES("MB", 1e6),
    GIGABYTES("GB", 1e9),
    GIGAFLOP("GFLOP", 1e9),
    TERAFLOP("TFLOP", 1e12),
    USD("USD", 1);

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
}
