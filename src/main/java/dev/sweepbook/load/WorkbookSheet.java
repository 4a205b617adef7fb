package dev.sweepbook.load;

import dev.sweepbook.ooxml.Book;
import dev.sweepbook.ooxml.Cell;
import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.ooxml.CellStyles;
import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.ooxml.Relation;
import dev.sweepbook.ooxml.SheetCells;
import dev.sweepbook.ooxml.SheetNoteTexts;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a sheet that is a table: a header somewhere in its first rows, and the rows under it. */
final class WorkbookSheet {
    private static final int HEADER_WITHIN = 100;

    private final Book book;
    private final Book.Sheet sheet;
    private final List<String> strings;
    private final CellStyles styles;

    WorkbookSheet(Book book, Book.Sheet sheet, List<String> strings, CellStyles styles) {
        this.book = book;
        this.sheet = sheet;
        this.strings = strings;
        this.styles = styles;
    }

    String name() {
        return sheet.name();
    }

    /** Takes the rows below the header; cells that hold nothing are not in them. */
    @FunctionalInterface
    interface Rows {
        /** Takes a row: its number and its cells by column. */
        void take(int row, Map<Integer, Cell> cells) throws Refused;
    }

    /** Takes the header, and says who takes the rows. */
    @FunctionalInterface
    interface Header {
        /** Takes the header, its cells by column. */
        Rows take(Map<Integer, HeaderCell> cells) throws Refused;
    }

    /** Reads the sheet; the header is the first row with the titles that are looked for. False where there is none. */
    boolean read(Predicate<Collection<HeaderCell>> isHeader, Header header) throws IOException, Refused {
        Map<CellPlace, String> notes = notes();
        Walk walk = new Walk(isHeader, header, notes);
        SheetCells.read(
                sheet.name(), sheet.part(), book.file().stream(sheet.part()), strings, styles.count(), walk::take);
        walk.endRow();
        return walk.rows != null;
    }

    private Map<CellPlace, String> notes() throws IOException, Refused {
        Map<CellPlace, String> notes = new HashMap<>();
        for (Relation relation : book.relations(sheet.part())) {
            String part = relation.isExternal() ? null : relation.resolved(sheet.part());
            Optional<String> found =
                    part == null ? Optional.empty() : book.file().find(part);
            if (relation.kind().equals("comments") && found.isPresent()) {
                notes.putAll(SheetNoteTexts.read(found.get(), book.file().stream(found.get())));
            }
        }
        return notes;
    }

    private static final class Walk {
        private final Predicate<Collection<HeaderCell>> isHeader;
        private final Header header;
        private final Map<CellPlace, String> notes;
        private final Map<Integer, Cell> cells = new HashMap<>();
        private int row;
        private @Nullable Rows rows;

        Walk(Predicate<Collection<HeaderCell>> isHeader, Header header, Map<CellPlace, String> notes) {
            this.isHeader = isHeader;
            this.header = header;
            this.notes = notes;
        }

        void take(Cell cell) throws Refused {
            if (cell.place().row() != row) {
                endRow();
                row = cell.place().row();
            }
            boolean holds = cell.kind() != Cell.Kind.EMPTY || cell.formula() != null;
            if (holds && !(cell.kind() == Cell.Kind.TEXT && cell.value().isBlank() && cell.formula() == null)) {
                cells.put(cell.place().column(), cell);
            }
        }

        void endRow() throws Refused {
            if (rows != null && !cells.isEmpty()) {
                rows.take(row, cells);
            } else if (rows == null && row <= HEADER_WITHIN && !cells.isEmpty()) {
                Map<Integer, HeaderCell> heads = new HashMap<>();
                cells.forEach((column, cell) -> heads.put(column, head(cell)));
                if (isHeader.test(heads.values())) {
                    rows = header.take(heads);
                }
            }
            cells.clear();
        }

        private HeaderCell head(Cell cell) {
            return HeaderCell.of(cell.place(), cell.value(), notes.getOrDefault(cell.place(), ""));
        }
    }
}
