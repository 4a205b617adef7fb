package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;

/**
 * What options are held against each other by where prices are known: all that a request costs, its prompt included, for
 * a million tokens of output. {@code seed-2020} knows no requests; there it is what decoding costs.
 */
final class TokenCost {
    static final String TITLE = "Cost per million output tokens";

    private TokenCost() {}

    static double of(Estimate estimate) {
        double all = estimate.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS_WITH_PROMPT);
        return Double.isNaN(all) ? decoding(estimate) : all;
    }

    static double of(Row row) {
        return of(row.estimate());
    }

    static double decoding(Estimate estimate) {
        return estimate.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS);
    }

    static boolean hasPrompt(Formulas formulas) {
        return formulas != Formulas.SEED_2020;
    }

    /** What is in it, for the end of a sentence or a title. */
    static String counted(Formulas formulas) {
        return hasPrompt(formulas) ? "prompt included" : "decoding alone";
    }

    /** A table's heading for one formula set. */
    static Summary.Heading heading(Formulas formulas) {
        return new Summary.Heading(TITLE + ", " + counted(formulas), Unit.USD);
    }

    /** The column of sheet Cost that holds it. */
    static String column(Formulas formulas) {
        return TITLE + ", " + counted(formulas);
    }
}
