package dev.sweepbook.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file asked and what was found, in words and small tables.
 *
 * @param title the run's name
 * @param description free text, empty where none was given
 * @param blocks from top to bottom
 */
public record Summary(String title, String description, List<Block> blocks) {
    /** Copies the list. */
    public Summary {
        blocks = List.copyOf(blocks);
    }

    /**
     * A heading with sentences, a table, or both.
     *
     * @param title the heading
     * @param sentences each a paragraph
     * @param headings of the table's columns, none where there is no table
     * @param lines the table's cells: {@link String}, {@link Double} in the shown unit, or null where empty
     */
    public record Block(
            String title, List<String> sentences, List<Heading> headings, List<List<@Nullable Object>> lines) {
        /** Copies the lists. */
        public Block {
            sentences = List.copyOf(sentences);
            headings = List.copyOf(headings);
            List<List<@Nullable Object>> copies = new ArrayList<>();
            lines.forEach(line -> copies.add(Collections.unmodifiableList(new ArrayList<>(line))));
            lines = List.copyOf(copies);
        }
    }

    /**
     * The head of a table's column.
     *
     * @param title without unit
     * @param unit how its numbers are shown
     */
    public record Heading(String title, Unit unit) {
        /**
         * The header a person reads.
         *
         * @return the title, with the unit in brackets where there is one
         */
        public String text() {
            return unit.symbol().isEmpty() ? title : title + " (" + unit.symbol() + ")";
        }
    }
}
