package dev.sweepbook.ooxml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rewrites the rows that formulas and lists of areas name. */
public final class FormulaRows {
    private static final Pattern CELL = Pattern.compile("(\\$?)([A-Za-z]{1,3})(\\$?)([1-9][0-9]{0,6})");
    private static final Pattern ROW = Pattern.compile("(\\$?)([1-9][0-9]{0,6})");

    private FormulaRows() {}

    /** What becomes of one reference. */
    private abstract static class Change {
        /** Where a corner's row goes; {@code last} for the second corner of an area. */
        abstract int row(@Nullable String sheet, Corner corner, boolean last);

        /** The letters of a corner's column. */
        String column(Corner corner) {
            return corner.column();
        }

        /** Whether a single cell is taken for an area that may grow. */
        boolean growsCells() {
            return false;
        }
    }

    /**
     * A formula whose references follow rows that move. Columns of tables, names and whole columns stay as they are.
     *
     * @param formula without the equals sign
     * @param host the sheet of references that name none
     * @param moves where rows go
     * @param growsCells whether a single cell is an area of one row, as in a chart or a print area
     * @return the formula
     */
    public static String moved(String formula, String host, RowMoves moves, boolean growsCells) {
        return rewritten(formula, new Change() {
            @Override
            int row(@Nullable String sheet, Corner corner, boolean last) {
                String on = sheet == null ? host : sheet;
                if (!moves.concerns(on)) {
                    return corner.row();
                }
                return last ? moves.end(on, corner.row()) : moves.start(on, corner.row());
            }

            @Override
            boolean growsCells() {
                return growsCells;
            }
        });
    }

    /**
     * A formula as it reads in another cell: relative rows and columns go along, absolute ones stay.
     *
     * @param formula without the equals sign
     * @param down how many rows, negative for up
     * @param across how many columns, negative for left
     * @return the formula
     */
    public static String shifted(String formula, int down, int across) {
        return rewritten(formula, new Change() {
            @Override
            int row(@Nullable String sheet, Corner corner, boolean last) {
                return corner.rowFixed() ? corner.row() : within(corner.row() + down, CellPlace.MOST_ROWS);
            }

            @Override
            String column(Corner corner) {
                String letters = corner.column();
                return corner.columnFixed() || across == 0
                        ? letters
                        : CellPlace.letters(within(CellPlace.column(letters) + across, CellPlace.MOST_COLUMNS));
            }
        });
    }

    private static int within(int place, int most) {
        return Math.max(1, Math.min(most, place));
    }

    /**
     * Areas between blanks, as conditional formats and validations list them.
     *
     * @param areas such as {@code A1:H20 J2}
     * @param sheet the sheet they stand on
     * @param moves where rows go
     * @return the areas
     */
    public static String areas(String areas, String sheet, RowMoves moves) {
        List<String> moved = new ArrayList<>();
        for (String area : areas.strip().split("\\s+", -1)) {
            moved.add(moved(area, sheet, moves, true));
        }
        return String.join(" ", moved);
    }

    private static String rewritten(String formula, Change change) {
        List<FormulaToken> tokens = FormulaToken.of(formula);
        StringBuilder text = new StringBuilder(formula.length() + 16);
        int at = 0;
        String sheet = null;
        while (at < tokens.size()) {
            FormulaToken token = tokens.get(at);
            if (isAt(tokens, at + 1, "!")) {
                sheet = sheetName(token);
                text.append(token.text()).append('!');
                at += 2;
                continue;
            }
            int taken = reference(tokens, at, sheet, change, text);
            if (taken == 0) {
                text.append(token.text());
                taken = 1;
            }
            at += taken;
            sheet = null;
        }
        return text.toString();
    }

    private static boolean isAt(List<FormulaToken> tokens, int at, String sign) {
        return at < tokens.size() && tokens.get(at).is(sign);
    }

    private static String sheetName(FormulaToken token) {
        String text = token.text();
        return token.kind() == FormulaToken.Kind.QUOTED && text.length() > 1
                ? text.substring(1, text.length() - 1).replace("''", "'")
                : text;
    }

    /** Writes the reference that begins here and gives how many tokens it was; 0 where none begins. */
    private static int reference(
            List<FormulaToken> tokens, int at, @Nullable String sheet, Change change, StringBuilder text) {
        if (tokens.get(at).kind() != FormulaToken.Kind.WORD || isAt(tokens, at + 1, "(")) {
            return 0;
        }
        Corner first = Corner.of(tokens.get(at).text());
        boolean pair = isAt(tokens, at + 1, ":")
                && at + 2 < tokens.size()
                && tokens.get(at + 2).kind() == FormulaToken.Kind.WORD;
        Corner second = pair ? Corner.of(tokens.get(at + 2).text()) : null;
        if (first == null || (first.isRow() && (second == null || !second.isRow()))) {
            return 0;
        }
        int row = change.row(sheet, first, false);
        first.append(text, change, row);
        if (second != null && second.isRow() == first.isRow()) {
            text.append(':');
            second.append(text, change, change.row(sheet, second, true));
            return 3;
        }
        int last = change.growsCells() ? change.row(sheet, first, true) : row;
        if (last != row) {
            text.append(':');
            first.append(text, change, last);
        }
        return 1;
    }

    /** A cell, or the number of a whole row. */
    private record Corner(boolean columnFixed, String column, boolean rowFixed, int row) {
        static @Nullable Corner of(String word) {
            Matcher cell = CELL.matcher(word);
            if (cell.matches()) {
                return new Corner(
                        !cell.group(1).isEmpty(),
                        cell.group(2),
                        !cell.group(3).isEmpty(),
                        Integer.parseInt(cell.group(4)));
            }
            Matcher row = ROW.matcher(word);
            return row.matches()
                    ? new Corner(false, "", !row.group(1).isEmpty(), Integer.parseInt(row.group(2)))
                    : null;
        }

        boolean isRow() {
            return column.isEmpty();
        }

        void append(StringBuilder text, Change change, int at) {
            text.append(columnFixed ? "$" : "").append(isRow() ? "" : change.column(this));
            text.append(rowFixed ? "$" : "").append(at);
        }
    }
}
