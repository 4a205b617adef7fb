package dev.sweepbook.write;

import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.ooxml.Placeholders;
import dev.sweepbook.template.Block;
import dev.sweepbook.template.Block.BlockCell;
import dev.sweepbook.template.FilledTemplate.Room;
import dev.sweepbook.template.TemplatePlan.Watched;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one block of a template. Where they come to stand is known once all blocks above have theirs, so that they
 * are kept packed until then, with marks in place of the numbers of rows.
 */
final class BlockRows implements Closeable {
    /** Lines at most, so that what stands below them in the template still finds room. */
    static final int MOST_LINES = 1_000_000;

    static final int MOST_DRAWN = 20_000;
    private static final char ROW = 1;
    private static final char CELL = 4;
    private static final char END = 5;
    private static final int FULL = 1 << 14;

    private final Block block;
    private final UnaryOperator<String> run;
    private final List<Filler> fillers = new ArrayList<>();
    private final Map<Watched, List<@Nullable Object>> drawn = new LinkedHashMap<>();
    private final DeflatedPart packed;
    private final StringBuilder xml = new StringBuilder(FULL + 4096);
    private final int most;
    private int lines;
    private long leftOut;

    /** Gives the value of a column by its place among those of the report. */
    @FunctionalInterface
    interface Values {
        @Nullable
        Object of(int column);
    }

    /**
     * The columns a block may show.
     *
     * @param ids names by which placeholders and headers know them
     * @param headers as a person reads them
     * @param titles the same without units
     */
    record Known(List<String> ids, List<String> headers, List<String> titles) {
        int byId(String id) {
            return ids.indexOf(id);
        }

        int byHeader(String text) {
            String plain = text.strip().replaceAll("\\s+", " ");
            int at = plain.isEmpty() ? -1 : headers.indexOf(plain);
            at = at < 0 && !plain.isEmpty() ? ids.indexOf(plain) : at;
            return at < 0 && !plain.isEmpty() ? titles.indexOf(plain) : at;
        }
    }

    /** What comes into one cell of every line: a column, or what the template has there. */
    private record Filler(BlockCell cell, int column, int style, boolean isEmpty) {}

    BlockRows(Block block, Known known, Styles styles, UnaryOperator<String> run, @Nullable Path folder) {
        this.block = block;
        this.run = run;
        this.packed = new DeflatedPart(folder);
        this.most = MOST_LINES - block.lastRow();
        for (BlockCell cell : block.cells()) {
            int column = column(cell, known);
            boolean named = cell.own() instanceof String text && Placeholders.isOne(text);
            fillers.add(new Filler(cell, column, styles.copied(cell.style()), named && column < 0));
        }
    }

    private static int column(BlockCell cell, Known known) {
        if (cell.own() instanceof String text && Placeholders.stand(text)) {
            String name = Placeholders.names(text).get(0);
            return Placeholders.isOne(text) ? known.byId(name) : -1;
        } else if (Placeholders.isOne(cell.header())) {
            return known.byId(Placeholders.names(cell.header()).get(0));
        }
        return known.byHeader(cell.header());
    }

    /** Keeps the values of a column that charts draw. */
    void draw(Watched column) {
        if (column.sheet().equalsIgnoreCase(block.sheet())
                && block.cells().stream().anyMatch(cell -> cell.column() == column.column())) {
            drawn.put(column, new ArrayList<>());
        }
    }

    /** The style of each cell that shows a column, by the column's place. */
    Map<Integer, List<Integer>> stylesByColumn() {
        Map<Integer, List<Integer>> styles = new LinkedHashMap<>();
        fillers.forEach(filler -> styles.computeIfAbsent(filler.column(), column -> new ArrayList<>())
                .add(filler.style()));
        return styles;
    }

    Block block() {
        return block;
    }

    int lines() {
        return lines;
    }

    /** Lines for which the sheet has no room. */
    long leftOut() {
        return leftOut;
    }

    Map<Watched, List<@Nullable Object>> drawn() {
        return drawn;
    }

    void line(Values values, UnaryOperator<String> texts) throws IOException {
        if (lines >= most) {
            leftOut++;
            return;
        }
        lines++;
        for (int i = 0; i < fillers.size(); i++) {
            Filler filler = fillers.get(i);
            Object value = value(filler, values, texts);
            cell(filler, i, value);
            List<@Nullable Object> kept = drawn.isEmpty()
                    ? null
                    : drawn.get(Watched.of(block.sheet(), filler.cell().column()));
            if (kept != null && kept.size() < MOST_DRAWN) {
                kept.add(value);
            }
        }
        xml.append(END);
        if (xml.length() > FULL) {
            flush();
        }
    }

    private @Nullable Object value(Filler filler, Values values, UnaryOperator<String> texts) {
        if (filler.isEmpty()) {
            return null;
        } else if (filler.column() >= 0) {
            return values.of(filler.column());
        }
        return filler.cell().own() instanceof String text && Placeholders.stand(text)
                ? Placeholders.filled(text, name -> name.startsWith("run.") ? run.apply(name) : texts.apply(name))
                : filler.cell().own();
    }

    private void cell(Filler filler, int place, @Nullable Object value) {
        int column = filler.cell().column();
        xml.append(CELL).append((char) column).append("<c r=\"").append(CellPlace.letters(column));
        xml.append(ROW).append("\" s=\"").append(filler.style()).append('"');
        if (filler.column() < 0 && filler.cell().formula() != null) {
            xml.append("><f>").append(ROW).append((char) (place + 1)).append("</f></c>");
        } else if (value instanceof Double number && Double.isFinite(number)) {
            xml.append("><v>");
            RowWriter.number(xml, number);
            xml.append("</v></c>");
        } else if (value instanceof Boolean flag) {
            xml.append(" t=\"b\"><v>").append(flag ? '1' : '0').append("</v></c>");
        } else if (value instanceof String text && !text.isEmpty()) {
            xml.append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            CellText.append(xml, text);
            xml.append("</t></is></c>");
        } else {
            xml.append("/>");
        }
    }

    private void flush() throws IOException {
        packed.write(xml.toString().getBytes(StandardCharsets.UTF_8));
        xml.setLength(0);
    }

    /** The rows as they come into the sheet, deflated. */
    DeflatedPart rows(Room room, @Nullable Path folder) throws IOException {
        flush();
        packed.endEntry();
        DeflatedPart out = new DeflatedPart(folder);
        StringBuilder rows = new StringBuilder(FULL + 4096);
        try (InputStream raw = packed.open();
                InputStream inflated = new InflaterInputStream(raw, new Inflater(true));
                BufferedReader in = new BufferedReader(new InputStreamReader(inflated, StandardCharsets.UTF_8))) {
            for (int i = 0; i < room.rows(); i++) {
                row(rows, i < lines ? line(in) : new TreeMap<>(), room, i);
                if (rows.length() > FULL) {
                    out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
                    rows.setLength(0);
                }
            }
        }
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        out.end();
        return out;
    }

    /** The cells of the next line by their columns. */
    private static NavigableMap<Integer, String> line(BufferedReader in) throws IOException {
        NavigableMap<Integer, String> cells = new TreeMap<>();
        StringBuilder cell = new StringBuilder();
        int column = 0;
        boolean formula = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (formula) {
                cell.append((char) c);
                formula = false;
            } else if (c == CELL || c == END) {
                if (column > 0) {
                    cells.put(column, cell.toString());
                }
                cell.setLength(0);
                if (c == END) {
                    return cells;
                }
                column = in.read();
            } else {
                cell.append((char) c);
                formula = c == ROW && cell.length() > 3 && cell.indexOf("<f>") == cell.length() - 4;
            }
        }
        return cells;
    }

    private void row(StringBuilder rows, NavigableMap<Integer, String> cells, Room room, int at) {
        int number = room.firstRow() + at;
        rows.append("<row r=\"").append(number).append('"');
        if (!block.height().isEmpty()) {
            rows.append(" ht=\"").append(block.height()).append("\" customHeight=\"1\"");
        }
        rows.append('>');
        NavigableMap<Integer, String> all = cells;
        if (at < room.others().size()) {
            all = new TreeMap<>(room.others().get(at));
            all.putAll(cells);
        }
        all.values().forEach(cell -> placed(rows, cell, number, at, room));
        rows.append("</row>");
    }

    private static void placed(StringBuilder rows, String cell, int number, int at, Room room) {
        int mark = cell.indexOf(ROW);
        if (mark < 0) {
            rows.append(cell);
            return;
        }
        rows.append(cell, 0, mark).append(number);
        int formula = cell.indexOf(ROW, mark + 1);
        String text = formula < 0 ? null : room.formulas().get(cell.charAt(formula + 1) - 1);
        if (text == null) {
            rows.append(cell, mark + 1, cell.length());
            return;
        }
        rows.append(cell, mark + 1, formula);
        CellText.append(rows, dev.sweepbook.ooxml.FormulaRows.shifted(text, at, 0));
        rows.append(cell, formula + 2, cell.length());
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}
