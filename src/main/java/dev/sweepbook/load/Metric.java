package dev.sweepbook.load;

import dev.sweepbook.scenario.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a measurement is of. */
public enum Metric {
    TOTAL_LATENCY("total_latency_s", false),
    TTFT("ttft_s", false),
    TPOT("tpot_s", false),
    DECODE_PHASE("decode_phase_s", false),
    OUTPUT_TOKENS("output_tokens_per_s", true),
    OUTPUT_TOKENS_PER_DEVICE("output_tokens_per_s_per_device", true),
    PREFILL_TOKENS("prefill_tokens_per_s", true);

    private final String id;
    private final boolean rate;

    Metric(String id, boolean rate) {
        this.id = id;
        this.rate = rate;
    }

    /**
     * The name in measured files.
     *
     * @return the name
     */
    public String id() {
        return id;
    }

    /**
     * Whether more is faster.
     *
     * @return true for tokens a second, false for seconds
     */
    public boolean isRate() {
        return rate;
    }

    /**
     * What it is measured in.
     *
     * @return seconds, or a bare number of tokens a second
     */
    public Dimension dimension() {
        return rate ? Dimension.NONE : Dimension.SECONDS;
    }

    /**
     * The metric of a name.
     *
     * @param id a name as in measured files
     * @return the metric, or nothing where the name is unknown
     */
    public static Optional<Metric> of(String id) {
        return Arrays.stream(values()).filter(metric -> metric.id.equals(id)).findFirst();
    }

    /**
     * Every name.
     *
     * @return the names, in order
     */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Metric::id).toList();
    }
}
