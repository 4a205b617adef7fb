package dev.sweepbook.report;

import dev.sweepbook.sweep.Row;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One output: everything a writer, a document or a reader needs to know of it.
 *
 * @param id the name in CSV headers and the contract
 * @param title the name a person reads, without unit
 * @param unit how it is shown
 * @param sheets the sheets that show it
 * @param description what it is, in a sentence
 * @param value how to read it off a row
 */
public record Column(String id, String title, Unit unit, List<Sheet> sheets, String description, Value value) {
    /** Copies the list. */
    public Column {
        sheets = List.copyOf(sheets);
    }

    /**
     * The header a person reads.
     *
     * @return the title, with the unit in brackets where there is one
     */
    public String header() {
        return unit.symbol().isEmpty() ? title : title + " (" + unit.symbol() + ")";
    }

    /**
     * The column as a sheet's first reader meets it on more sheets.
     *
     * @param more the sheets that show it
     * @return the same column on these sheets
     */
    Column on(List<Sheet> more) {
        return new Column(id, title, unit, more, description, value);
    }

    /** How a column is read off a row. */
    public sealed interface Value {}

    /**
     * A number in base units, NaN where empty.
     *
     * @param of reads it
     */
    public record Measure(ToDoubleFunction<Row> of) implements Value {}

    /**
     * Text, null where empty.
     *
     * @param of reads it
     */
    public record Text(Function<Row, @Nullable String> of) implements Value {}

    /**
     * True, false, or null where empty.
     *
     * @param of reads it
     */
    public record Flag(Function<Row, @Nullable Boolean> of) implements Value {}
}
