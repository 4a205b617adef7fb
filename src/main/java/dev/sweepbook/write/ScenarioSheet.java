package dev.sweepbook.write;

import dev.sweepbook.live.LiveFormula;
import dev.sweepbook.live.LiveRow;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.SheetColumns;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sheet with one line a scenario, continued on further sheets where one is full. */
final class ScenarioSheet implements Closeable {
    /** Excel opens no part of 4 GiB. */
    private static final long MOST_BYTES = (1L << 32) - (1L << 24);

    private static final int ROW_BYTES = 60;
    private static final int NUMBER_BYTES = 62;
    private static final int TEXT_BYTES = 95;
    private static final int STATUS_BYTES = 200;
    private static final int NOTES_BYTES = 700;

    private final Sheet sheet;
    private final List<Column> all;
    private final int[] shown;
    private final ColumnShape[] shapes;
    private final int mostRows;
    private final @Nullable Path folder;
    private final List<DeflatedPart> parts = new ArrayList<>();
    private final List<Integer> lastRows = new ArrayList<>();
    private final SharedFormulas shared;
    private @Nullable RowWriter rows;

    ScenarioSheet(
            Sheet sheet, List<Column> all, ColumnShape[] shapes, int mostRows, int formulaRows, @Nullable Path folder) {
        this.sheet = sheet;
        this.all = all;
        this.shapes = shapes;
        this.folder = folder;
        this.shared = new SharedFormulas(formulaRows + 1);
        this.shown = SheetColumns.of(sheet, all);
        this.mostRows = Math.min(mostRows, rowsWithin(MOST_BYTES));
    }

    /** How many rows have room in a part; the lengths are rather those of long cells than of usual ones. */
    private int rowsWithin(long bytes) {
        long row = ROW_BYTES;
        for (int column : shown) {
            String id = all.get(column).id();
            boolean isText = all.get(column).value() instanceof Column.Text;
            row += isText
                    ? TEXT_BYTES + (id.equals("notes") ? NOTES_BYTES : id.equals("status") ? STATUS_BYTES : 0)
                    : NUMBER_BYTES;
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes / row);
    }

    /** The places of its columns among all, from left to right. */
    int[] shown() {
        return shown.clone();
    }

    /** Whether it would say more than the scenario's number, model and hardware. */
    boolean saysSomething() {
        for (int column : shown) {
            String id = all.get(column).id();
            if (!SheetColumns.FIRST.contains(id) && !id.equals(Columns.RUN_AGAIN.id())) {
                return true;
            }
        }
        return false;
    }

    /** Whether every result that is shown here first turned out empty. */
    private boolean saidNothing() {
        boolean hasResults = false;
        for (int column : shown) {
            if (Columns.isResult(all.get(column)) && all.get(column).sheets().get(0) == sheet) {
                hasResults = true;
                if (shapes[column].hasNumbers()) {
                    return false;
                }
            }
        }
        return hasResults;
    }

    void row(RowValues values, @Nullable LiveRow live) throws IOException {
        RowWriter to = rows;
        if (to == null || to.row() > mostRows) {
            endPart();
            DeflatedPart part = new DeflatedPart(folder, live != null);
            parts.add(part);
            to = new RowWriter(part, 1);
            rows = to;
        }
        to.begin(height(values));
        for (int at = 0; at < shown.length; at++) {
            cell(to, at, shown[at], values, live);
        }
        to.end();
    }

    private void cell(RowWriter to, int at, int column, RowValues values, @Nullable LiveRow live) {
        Column.Value kind = all.get(column).value();
        String text = values.text(column);
        Boolean flag = values.flag(column);
        SheetFormula formula = live == null ? null : formula(at, live.formula(sheet, column));
        boolean input = sheet == Sheet.SCENARIOS && formula == null;
        int style = input ? shapes[column].fieldStyle() : shapes[column].style();
        if (sheet == Sheet.SCENARIOS && values.isInherited(column)) {
            to.blank(at, style); // what is not asked here follows the device's own, also after an edit
        } else if (kind instanceof Column.Measure) {
            to.number(at, formula, values.number(column), style);
        } else if (kind instanceof Column.Flag && (flag != null || formula != null)) {
            to.flag(at, formula, flag, Look.FLAG.style());
        } else {
            to.text(at, formula, text, kind instanceof Column.Text ? style : Look.TEXT.style());
        }
    }

    private @Nullable SheetFormula formula(int at, @Nullable LiveFormula formula) {
        if (formula == null || !formula.isShared()) {
            return formula == null ? null : SheetFormula.alone(formula.text());
        }
        return shared.of(at, formula.pattern(), formula::text);
    }

    private double height(RowValues values) {
        int lines = 1;
        for (int column : shown) {
            String text = values.text(column);
            if (text != null
                    && !shapes[column].isNote()
                    && (text.length() * TextFit.WIDE > shapes[column].widest() || text.indexOf('\n') >= 0)) {
                lines = Math.max(lines, TextFit.lines(text, shapes[column].widest()));
            }
        }
        return lines == 1 ? 0 : TextFit.height(lines);
    }

    /** What one thread encodes its lines with. */
    ValueLines lines() {
        byte[][] styles = new byte[shown.length][];
        for (int at = 0; at < shown.length; at++) {
            ColumnShape shape = shapes[shown[at]];
            int style = sheet == Sheet.SCENARIOS ? shape.fieldStyle() : shape.style();
            styles[at] = CellBytes.style(all.get(shown[at]), style);
        }
        return new ValueLines(sheet, shown, styles, mostRows);
    }

    /** Appends lines behind those before. */
    void append(ValueLines.Piece piece) throws IOException {
        if (piece.part() == parts.size()) {
            endAppended();
            parts.add(new DeflatedPart(folder));
            lastRows.add(piece.lastRow());
        }
        parts.get(piece.part()).append(piece.rows());
        lastRows.set(piece.part(), piece.lastRow());
    }

    /** Bytes of the lines appended so far. */
    long bytes() {
        return parts.stream().mapToLong(DeflatedPart::deflatedSize).sum();
    }

    private void endAppended() throws IOException {
        if (!parts.isEmpty() && rows == null) {
            parts.get(parts.size() - 1).end();
        }
    }

    private void endPart() throws IOException {
        if (rows != null) {
            rows.flush();
            parts.get(parts.size() - 1).end();
            lastRows.add(rows.row());
        }
    }

    List<SheetPart> finish() throws IOException {
        endPart();
        endAppended();
        rows = null;
        if (saidNothing()) {
            return List.of();
        }
        List<String> titles = new ArrayList<>();
        List<Look> looks = new ArrayList<>();
        List<Double> widths = new ArrayList<>();
        List<SheetPart.Note> notes = new ArrayList<>();
        for (int at = 0; at < shown.length; at++) {
            Column column = all.get(shown[at]);
            titles.add(column.header());
            looks.add(column.value() instanceof Column.Text ? Look.HEADER : Look.NUMBER_HEADER);
            widths.add(shapes[shown[at]].width());
            notes.add(new SheetPart.Note(at, column.id() + "\n" + column.description()));
        }
        String head = HeaderRow.xml(titles, widths, looks);
        List<SheetPart> sheets = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String name = i == 0 ? sheet.title() : sheet.title() + " (" + (i + 1) + ")";
            sheets.add(new SheetPart(
                    name,
                    titles,
                    widths,
                    parts.get(i),
                    head,
                    lastRows.get(i),
                    notes,
                    List.of(),
                    new SheetPart.Frame(staysInView(), 1)));
        }
        return sheets;
    }

    /** The columns that name a scenario, and the one that says that it is out of date. */
    private int staysInView() {
        int count = SheetColumns.FIRST.size();
        boolean marked = shown.length > count && all.get(shown[count]).id().equals(Columns.RUN_AGAIN.id());
        return marked ? count + 1 : count;
    }

    @Override
    public void close() throws IOException {
        for (DeflatedPart part : parts) {
            part.close();
        }
    }
}
