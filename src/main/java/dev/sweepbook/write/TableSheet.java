package dev.sweepbook.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sheet that is one table of text and numbers. */
final class TableSheet {
    private final String name;
    private final Styles styles;
    private final List<Head> heads;
    private final List<List<@Nullable Object>> lines = new ArrayList<>();

    /**
     * The head of a column.
     *
     * @param title as shown
     * @param widest most characters before its text wraps
     * @param note what the column holds
     * @param isField whether its cells may be edited
     */
    record Head(String title, int widest, String note, boolean isField) {
        Head(String title, int widest, String note) {
            this(title, widest, note, false);
        }
    }

    TableSheet(String name, Styles styles, List<Head> heads) {
        this.name = name;
        this.styles = styles;
        this.heads = heads;
    }

    String name() {
        return name;
    }

    List<Head> heads() {
        return heads;
    }

    List<List<@Nullable Object>> lines() {
        return lines;
    }

    void line(List<@Nullable Object> cells) {
        lines.add(cells);
    }

    SheetPart finish() throws IOException {
        List<NumberShape> shapes = shapes();
        List<Double> widths = widths(shapes);
        DeflatedPart part = new DeflatedPart(null);
        RowWriter rows = new RowWriter(part, 1);
        for (List<@Nullable Object> line : lines) {
            rows.begin(TextFit.height(highest(line, widths)));
            for (int i = 0; i < line.size(); i++) {
                Object cell = line.get(i);
                boolean field = heads.get(i).isField();
                if (cell instanceof Double number) {
                    String format = format(shapes.get(i), number);
                    rows.number(i, number, field ? styles.field(format) : styles.number(format));
                } else {
                    String text = (String) cell;
                    Look other = field ? Look.FIELD : Look.TEXT;
                    Look look = i == 0 && text != null ? Look.ofStatus(text) : other;
                    rows.text(i, text, look.style());
                }
            }
            rows.end();
        }
        rows.flush();
        part.end();
        List<SheetPart.Note> notes = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            notes.add(new SheetPart.Note(i, heads.get(i).note()));
        }
        List<String> titles = heads.stream().map(Head::title).toList();
        List<Look> looks = shapes.stream()
                .map(shape -> shape.isEmpty() ? Look.HEADER : Look.NUMBER_HEADER)
                .toList();
        SheetPart.Frame frame = new SheetPart.Frame(1, 1);
        return new SheetPart(
                name, titles, widths, part, HeaderRow.xml(titles, widths, looks), rows.row(), notes, List.of(), frame);
    }

    private List<NumberShape> shapes() {
        List<NumberShape> shapes = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            NumberShape shape = new NumberShape();
            for (List<@Nullable Object> line : lines) {
                if (line.get(i) instanceof Double number) {
                    shape.accept(number);
                }
            }
            shapes.add(shape);
        }
        return shapes;
    }

    private static String format(NumberShape column, double number) {
        return column.isMixed() ? NumberShape.of(number).format() : column.givenFormat();
    }

    private int width(NumberShape column, int place) {
        if (!column.isMixed()) {
            return column.width();
        }
        return lines.stream()
                .map(line -> line.get(place))
                .filter(Double.class::isInstance)
                .mapToInt(cell -> NumberShape.of((Double) cell).width())
                .max()
                .orElse(0);
    }

    private List<Double> widths(List<NumberShape> shapes) {
        List<Double> widths = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            double width = TextFit.headerWidth(heads.get(i).title(), 2) * 1.1 + HeaderRow.PADDING;
            for (List<@Nullable Object> line : lines) {
                if (line.get(i) instanceof String text) {
                    width = Math.max(
                            width,
                            Math.min(TextFit.longestLine(text), heads.get(i).widest()) + 3.0);
                }
            }
            if (!shapes.get(i).isEmpty()) {
                width = Math.max(width, width(shapes.get(i), i) + 2.0);
            }
            widths.add(width);
        }
        return widths;
    }

    private static int highest(List<@Nullable Object> line, List<Double> widths) {
        int highest = 1;
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i) instanceof String text) {
                highest = Math.max(highest, TextFit.lines(text, widths.get(i) - 2.5));
            }
        }
        return highest;
    }
}
