package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.sweep.Row;
import java.util.function.ToDoubleFunction;

/** What an option can be best by. */
enum Objective {
    COST("Lowest cost", TokenCost::of),
    LATENCY("Lowest latency", row -> row.estimate().get(Figure.DECODE_STEP_SECONDS)),
    THROUGHPUT("Most tokens per device", row -> -row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE));

    private final String title;
    private final ToDoubleFunction<Row> lowest;

    Objective(String title, ToDoubleFunction<Row> lowest) {
        this.title = title;
        this.lowest = lowest;
    }

    String title() {
        return title;
    }

    /** The figure of which less is better. */
    ToDoubleFunction<Row> lowest() {
        return lowest;
    }
}
