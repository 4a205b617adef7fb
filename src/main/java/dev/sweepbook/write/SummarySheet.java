package dev.sweepbook.write;

import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.Summary;
import dev.sweepbook.report.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first sheet: sentences and small tables, one below the other on one grid of columns. */
final class SummarySheet {
    private static final List<Double> WIDTHS = List.of(30.0, 24.0, 15.0, 13.0, 13.0, 20.0, 12.0, 48.0);
    private static final int LAST = WIDTHS.size() - 1;
    private static final double WHOLE =
            WIDTHS.stream().mapToDouble(Double::doubleValue).sum() - 4;

    private final Summary summary;
    private final Styles styles;
    private final DeflatedPart part = new DeflatedPart(null);
    private final RowWriter rows = new RowWriter(part, 0);
    private final List<String> merged = new ArrayList<>();

    SummarySheet(Summary summary, Styles styles) {
        this.summary = summary;
        this.styles = styles;
    }

    SheetPart finish() throws IOException {
        across(summary.title(), Look.TITLE, 26);
        if (!summary.description().isBlank()) {
            sentence(summary.description());
        }
        for (Summary.Block block : summary.blocks()) {
            block(block);
        }
        rows.flush();
        part.end();
        SheetPart.Frame frame = new SheetPart.Frame(0, 0);
        return new SheetPart(Sheet.SUMMARY.title(), List.of(), WIDTHS, part, "", rows.row(), List.of(), merged, frame);
    }

    private void block(Summary.Block block) throws IOException {
        rows.begin(8);
        rows.end();
        across(block.title(), Look.SECTION, 20);
        for (String sentence : block.sentences()) {
            sentence(sentence);
        }
        if (!block.headings().isEmpty() && !block.lines().isEmpty()) {
            table(block);
        }
    }

    private void sentence(String text) throws IOException {
        across(text, Look.SENTENCE, TextFit.height(TextFit.lines(text, WHOLE)));
    }

    private void across(String text, Look look, double height) throws IOException {
        rows.begin(height);
        rows.text(0, text, look.style());
        rows.end();
        merge(0, LAST);
    }

    private void merge(int from, int to) {
        StringBuilder range = new StringBuilder();
        RowWriter.letters(range, from);
        range.append(rows.row()).append(':');
        RowWriter.letters(range, to);
        merged.add(range.append(rows.row()).toString());
    }

    private void table(Summary.Block block) throws IOException {
        int columns = block.headings().size();
        int lines = 1;
        for (int i = 0; i < columns; i++) {
            lines = Math.max(lines, TextFit.lines(block.headings().get(i).text(), width(i, columns) / 1.05 - 1));
        }
        rows.begin(TextFit.height(lines));
        for (int i = 0; i < columns; i++) {
            boolean number = block.headings().get(i).unit() != Unit.TEXT;
            rows.text(i, block.headings().get(i).text(), (number ? Look.NUMBER_LABEL : Look.LABEL).style());
        }
        span(columns, Look.LABEL);
        int[] formats = formats(block);
        for (List<@Nullable Object> line : block.lines()) {
            line(line, formats);
        }
    }

    /** A table narrower than the grid stretches its last column to the edge, unless that holds numbers. */
    private static boolean spans(int columns) {
        return columns < LAST;
    }

    private static double width(int column, int columns) {
        if (column < columns - 1 || !spans(columns)) {
            return WIDTHS.get(column);
        }
        return WIDTHS.subList(column, LAST + 1).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private void span(int columns, Look look) throws IOException {
        if (spans(columns)) {
            for (int i = columns; i <= LAST; i++) {
                rows.blank(i, look.style());
            }
            merge(columns - 1, LAST);
        }
        rows.end();
    }

    private int[] formats(Summary.Block block) {
        int[] formats = new int[block.headings().size()];
        for (int i = 0; i < formats.length; i++) {
            NumberShape shape = new NumberShape();
            for (List<@Nullable Object> line : block.lines()) {
                if (line.get(i) instanceof Double number) {
                    shape.accept(number);
                }
            }
            boolean number = block.headings().get(i).unit() != Unit.TEXT;
            formats[i] = number ? styles.number(shape.format()) : Look.TEXT.style();
        }
        return formats;
    }

    private void line(List<@Nullable Object> line, int[] formats) throws IOException {
        int lines = 1;
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i) instanceof String text) {
                lines = Math.max(lines, TextFit.lines(text, width(i, line.size()) - 3));
            }
        }
        rows.begin(TextFit.height(lines));
        for (int i = 0; i < line.size(); i++) {
            Object cell = line.get(i);
            if (cell instanceof Double number) {
                rows.number(i, number, formats[i]);
            } else {
                rows.text(i, (String) cell, Look.TEXT.style());
            }
        }
        span(line.size(), Look.TEXT);
    }
}
