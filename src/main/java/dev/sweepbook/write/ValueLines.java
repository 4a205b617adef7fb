package dev.sweepbook.write;

import dev.sweepbook.report.Sheet;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of one sheet, and of those it is continued on, as one thread encodes them. */
final class ValueLines implements Closeable {
    private static final int FULL = 1 << 15;
    private static final int MOST_DIGITS = 11;
    private static final byte[] ROW = CellBytes.ascii("<row r=\"");
    private static final byte[] ROW_END = CellBytes.ascii("</row>");

    private final Sheet sheet;
    private final int[] shown;
    private final int mostRows;
    private final byte[][] places;
    private final byte[][] styles;
    private final PieceDeflater deflater = new PieceDeflater();
    private final byte[] digits = new byte[MOST_DIGITS];
    private byte[] xml = new byte[FULL * 2];
    private int length;
    private List<Piece> pieces = new ArrayList<>();
    private long part;
    private int row;

    /**
     * Lines that follow each other on a sheet.
     *
     * @param part which of the sheets, from 0
     * @param lastRow the last row, counted from 1
     * @param rows deflated
     */
    record Piece(int part, int lastRow, DeflatedPiece rows) {}

    ValueLines(Sheet sheet, int[] shown, byte[][] styles, int mostRows) {
        this.sheet = sheet;
        this.shown = shown;
        this.styles = styles;
        this.mostRows = mostRows;
        places = new byte[shown.length][];
        for (int at = 0; at < shown.length; at++) {
            StringBuilder place = new StringBuilder("<c r=\"");
            RowWriter.letters(place, at);
            places[at] = CellBytes.ascii(place.toString());
        }
    }

    /** Takes the row that stands behind so many of the file. */
    void row(long before, CellBytes cells, RowValues values) {
        if (before / mostRows != part) {
            end();
            part = before / mostRows;
        }
        row = (int) (before % mostRows) + 2; // below the header
        int digitCount = Digits.put(row, digits, 0);
        put(ROW, ROW.length);
        put(digits, digitCount);
        put(CellBytes.ascii(heightOf(cells)));
        for (int at = 0; at < shown.length; at++) {
            int column = shown[at];
            put(places[at], places[at].length);
            put(digits, digitCount);
            put(styles[at]);
            // what is not asked here follows the device's own, also after an edit
            boolean inherited = sheet == Sheet.SCENARIOS && values.isInherited(column);
            put(inherited ? cells.blank(column) : cells.cell(column));
        }
        put(ROW_END, ROW_END.length);
        if (length > FULL) {
            flush();
        }
    }

    private String heightOf(CellBytes cells) {
        int lines = 1;
        for (int column : shown) {
            lines = Math.max(lines, cells.lines(column));
        }
        return lines == 1 ? "\">" : "\" ht=\"" + TextFit.height(lines) + "\" customHeight=\"1\">";
    }

    private void put(byte[] bytes) {
        put(bytes, bytes.length);
    }

    private void put(byte[] bytes, int count) {
        if (length + count > xml.length) {
            xml = Arrays.copyOf(xml, Math.max(xml.length * 2, length + count));
        }
        System.arraycopy(bytes, 0, xml, length, count);
        length += count;
    }

    private void flush() {
        deflater.write(xml, length);
        length = 0;
    }

    private void end() {
        flush();
        if (deflater.size() > 0) {
            pieces.add(new Piece((int) part, row, deflater.piece()));
        }
    }

    /** The lines taken since the last time. */
    List<Piece> pieces() {
        end();
        List<Piece> taken = pieces;
        pieces = new ArrayList<>();
        return taken;
    }

    @Override
    public void close() {
        deflater.close();
    }
}
