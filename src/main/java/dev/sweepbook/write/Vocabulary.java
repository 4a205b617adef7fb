package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Texts that cells of a workbook share, each by its number in the table of shared strings. It is known before the first
 * row is written, so that rows can be written apart; a text that is not in it stands in its cell.
 */
final class Vocabulary {
    private static final Vocabulary EMPTY = new Vocabulary(Map.of());
    private static final int SAMPLE = 1 << 11;
    private static final int FEW = 1 << 6;

    private final Map<String, Integer> numbers;

    private Vocabulary(Map<String, Integer> numbers) {
        this.numbers = numbers;
    }

    /** Nothing is shared. */
    static Vocabulary none() {
        return EMPTY;
    }

    /**
     * The texts of columns that say the same few things over and over: as far as some two thousand rows from all over a
     * file show it.
     */
    static Vocabulary of(SweepFile file, List<Column> columns) {
        List<Column.Text> texts = new ArrayList<>();
        List<Set<String>> seen = new ArrayList<>();
        for (Column column : columns) {
            if (column.value() instanceof Column.Text text) {
                texts.add(text);
                seen.add(new LinkedHashSet<>());
            }
        }
        IndexRange all = IndexRange.of(file);
        new RowCursor(file).forEach(all, Math.max(1, all.size() / SAMPLE), row -> {
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i).of().apply(row);
                if (text != null && seen.get(i).size() <= FEW) {
                    seen.get(i).add(text);
                }
            }
        });
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Set<String> said : seen) {
            if (said.size() <= FEW) {
                said.stream().filter(Vocabulary::isPlain).forEach(text -> numbers.putIfAbsent(text, numbers.size()));
            }
        }
        return new Vocabulary(numbers);
    }

    /** Whether it is written as it is, in a cell as in the table, but for what XML itself asks. */
    private static boolean isPlain(String text) {
        return !text.isEmpty() && !text.contains("_x") && text.chars().allMatch(c -> c >= ' ' && c < 0xFFFE);
    }

    /** The number of a text, or -1 where it is not shared. */
    int number(String text) {
        return numbers.getOrDefault(text, -1);
    }

    /** The texts in the order of their numbers. */
    List<String> texts() {
        return List.copyOf(numbers.keySet());
    }
}
