package dev.sweepbook.scenario;

/** What a number measures, and the SI base unit it is kept in. */
public enum Dimension {
    /** A bare number: a ratio, a fraction, a count. */
    NONE(""),
    BYTES("B"),
    BYTES_PER_SECOND("B/s"),
    FLOPS("FLOP/s"),
    SECONDS("s"),
    WATTS("W"),
    USD("USD"),
    /** US dollars for one device for one hour. */
    USD_PER_HOUR("USD/h"),
    /** Requests a second. */
    PER_SECOND("1/s");

    private final String baseUnit;

    Dimension(String baseUnit) {
        this.baseUnit = baseUnit;
    }

    /**
     * The base unit's symbol.
     *
     * @return the symbol, empty for a bare number
     */
    public String baseUnit() {
        return baseUnit;
    }
}
