package dev.sweepbook.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file asked and what was found, in words, small tables and charts.
 *
 * @param title the run's name
 * @param description free text, empty where none was given
 * @param blocks from top to bottom
 * @param graphs charts of the findings, none where nothing was found
 */
public record Summary(String title, String description, List<Block> blocks, List<Graph> graphs) {
    /** Copies the lists. */
    public Summary {
        blocks = List.copyOf(blocks);
        graphs = List.copyOf(graphs);
    }

    /**
     * A summary without charts.
     *
     * @param title the run's name
     * @param description free text, empty where none was given
     * @param blocks from top to bottom
     */
    public Summary(String title, String description, List<Block> blocks) {
        this(title, description, blocks, List.of());
    }

    /** How a block's lines are to be read. */
    public enum Kind {
        /** A table under its headings. */
        TABLE,
        /** A question and its answer a line, without headings. */
        ANSWERS,
        /** A map from the second column on, the lowest number of which is the best. */
        LESS_IS_BETTER,
        /** A map from the second column on, the highest number of which is the best. */
        MORE_IS_BETTER,
        /** A map from the second column on of texts that begin with what binds. */
        BOUNDS
    }

    /**
     * A heading with sentences, lines, or both.
     *
     * @param title the heading
     * @param kind how the lines are to be read
     * @param sentences each a paragraph
     * @param headings of the table's columns, none where there is no table
     * @param lines the cells: {@link String}, {@link Double} in the shown unit, or null where empty
     */
    public record Block(
            String title,
            Kind kind,
            List<String> sentences,
            List<Heading> headings,
            List<List<@Nullable Object>> lines) {
        /**
         * A heading with sentences, a table, or both.
         *
         * @param title the heading
         * @param sentences each a paragraph
         * @param headings of the table's columns, none where there is no table
         * @param lines the table's cells: {@link String}, {@link Double} in the shown unit, or null where empty
         */
        public Block(String title, List<String> sentences, List<Heading> headings, List<List<@Nullable Object>> lines) {
            this(title, Kind.TABLE, sentences, headings, lines);
        }

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
