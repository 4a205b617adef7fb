package dev.sweepbook.job.ledger;

/** Headline figures that are followed from run to run: the best of a sweep among the scenarios that fit. */
public enum Measure {
    /** The lowest decode step (s). */
    DECODE_STEP("decode_step_seconds", "Lowest decode step", false),
    /** The most output tokens per second per device. */
    THROUGHPUT("output_tokens_per_second_per_device", "Most output tokens/s per device", true),
    /** The lowest cost of a million output tokens (USD). */
    COST("usd_per_million_output_tokens", "Lowest USD per million output tokens, decoding alone", false);

    private final String column;
    private final String title;
    private final boolean moreIsBetter;

    Measure(String column, String title, boolean moreIsBetter) {
        this.column = column;
        this.title = title;
        this.moreIsBetter = moreIsBetter;
    }

    /**
     * The column it is the best of.
     *
     * @return a column's id
     */
    public String column() {
        return column;
    }

    /**
     * What a person reads.
     *
     * @return the title
     */
    public String title() {
        return title;
    }

    /**
     * Which of two values is better.
     *
     * @return whether the larger one is
     */
    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
