package dev.sweepbook.write;

import dev.sweepbook.report.Sheet;
import java.util.ArrayList;
import java.util.List;

/** The lines of one sheet, and of those it is continued on, as one thread encodes them. */
final class ValueLines {
    private static final byte[] ROW = CellBytes.ascii("<row r=\"");
    private static final byte[] ONE_LINE = CellBytes.ascii("\">");
    private static final byte[] NONE = {};
    private static final byte[] ROW_END = CellBytes.ascii("</row>");

    private final Sheet sheet;
    private final int[] shown;
    private final int mostRows;
    private final byte[][] places;
    private final byte[][] styles;
    private final RowDeflater deflater;
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
        deflater = new RowDeflater(shown.length + 2);
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
        deflater.row(row);
        deflater.part(ROW, NONE, heightOf(cells));
        for (int at = 0; at < shown.length; at++) {
            int column = shown[at];
            // what is not asked here follows the device's own, also after an edit
            boolean inherited = sheet == Sheet.SCENARIOS && values.isInherited(column);
            deflater.part(places[at], styles[at], inherited ? cells.blank(column) : cells.cell(column));
        }
        deflater.end(ROW_END);
    }

    private byte[] heightOf(CellBytes cells) {
        int lines = 1;
        for (int column : shown) {
            lines = Math.max(lines, cells.lines(column));
        }
        return lines == 1 ? ONE_LINE : CellBytes.ascii("\" ht=\"" + TextFit.height(lines) + "\" customHeight=\"1\">");
    }

    private void end() {
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
}
