package dev.sweepbook.template;

import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.ooxml.RowMoves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the rows of a template come to stand once its blocks have the lines of a report. */
final class Moves implements RowMoves {
    private final Map<String, List<Grown>> bySheet = new HashMap<>();

    /**
     * Rows that became others.
     *
     * @param first the first of them, before
     * @param last the last of them, before
     * @param lines how many stand there now
     * @param kept rows that stay whatever the lines, since something else stands in them
     */
    record Grown(int first, int last, int lines, int kept) {
        int more() {
            return Math.max(lines, kept) - (last - first + 1);
        }
    }

    void add(String sheet, Grown grown) {
        List<Grown> list = bySheet.computeIfAbsent(folded(sheet), name -> new ArrayList<>());
        list.add(grown);
        list.sort(Comparator.comparingInt(Grown::first));
    }

    List<Grown> on(String sheet) {
        return bySheet.getOrDefault(folded(sheet), List.of());
    }

    private static String folded(String sheet) {
        return sheet.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean concerns(String sheet) {
        return bySheet.containsKey(folded(sheet));
    }

    @Override
    public int start(String sheet, int row) {
        return place(sheet, row, false);
    }

    @Override
    public int end(String sheet, int row) {
        return place(sheet, row, true);
    }

    private int place(String sheet, int row, boolean last) {
        int more = 0;
        for (Grown grown : bySheet.getOrDefault(folded(sheet), List.of())) {
            if (row < grown.first()) {
                break;
            } else if (row <= grown.last()) {
                int lastLine = grown.first() + grown.lines() - 1;
                int at = last && row == grown.last() ? lastLine : Math.min(row, Math.max(lastLine, grown.first()));
                return at + more;
            }
            more += grown.more();
        }
        return Math.max(1, Math.min(CellPlace.MOST_ROWS, row + more));
    }
}
