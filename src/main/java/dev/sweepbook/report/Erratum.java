package dev.sweepbook.report;

import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.util.function.Predicate;

/**
 * A slip of the source: what it prints, and what its own equation gives.
 *
 * @param number as in FORMULAS.md; {@code R} and a number for those of the revision
 * @param formulas the formula set of the document
 * @param printed what the document says
 * @param gives what its own equation gives
 * @param why how the two differ
 * @param concerns the scenarios whose figures show it
 */
record Erratum(String number, Formulas formulas, String printed, String gives, String why, Predicate<Row> concerns) {
    boolean concerns(Row row) {
        return row.scenario().method().formulas() == formulas && concerns.test(row);
    }
}
