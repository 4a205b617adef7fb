package dev.sweepbook.ooxml;

import java.util.Optional;

/**
 * A rectangle of cells.
 *
 * @param first its upper left cell
 * @param last its lower right cell
 */
public record Area(CellPlace first, CellPlace last) {
    /** Checks the order. */
    public Area {
        if (first.row() > last.row() || first.column() > last.column()) {
            throw new IllegalArgumentException("no area: " + first + ":" + last);
        }
    }

    /**
     * Reads a reference such as {@code A1:H20}, {@code $A$1:$H$20} or {@code B2}.
     *
     * @param text the reference, without a sheet
     * @return the area, or nothing where the text names none
     */
    public static Optional<Area> of(String text) {
        int colon = text.indexOf(':');
        Optional<CellPlace> one = CellPlace.of(colon < 0 ? text : text.substring(0, colon));
        Optional<CellPlace> other = colon < 0 ? one : CellPlace.of(text.substring(colon + 1));
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        CellPlace a = one.get();
        CellPlace b = other.get();
        return Optional.of(new Area(
                new CellPlace(Math.min(a.row(), b.row()), Math.min(a.column(), b.column())),
                new CellPlace(Math.max(a.row(), b.row()), Math.max(a.column(), b.column()))));
    }

    /**
     * Whether two areas share a cell.
     *
     * @param other another area of the same sheet
     * @return whether they do
     */
    public boolean meets(Area other) {
        return first.row() <= other.last.row()
                && other.first.row() <= last.row()
                && first.column() <= other.last.column()
                && other.first.column() <= last.column();
    }

    /** The reference, as in {@code A1:H20}. */
    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + ":" + last;
    }
}
