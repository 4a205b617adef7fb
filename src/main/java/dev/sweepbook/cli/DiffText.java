package dev.sweepbook.cli;

import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.diff.ChangesSummary;
import dev.sweepbook.diff.Side;
import dev.sweepbook.diff.Taker;
import dev.sweepbook.diff.Takers;
import dev.sweepbook.diff.Totals;
import dev.sweepbook.load.Shown;
import dev.sweepbook.report.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comparisons as text: the summary of the workbook, the shortest answer first. */
final class DiffText implements DiffPrinter {
    private final Terminal terminal;
    private boolean any;

    DiffText(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void only(String name, boolean isNew) {
        terminal.line(Shown.escaped(name) + (isNew ? ": only in NEW" : ": only in OLD"));
        any = true;
    }

    @Override
    public Taker taker(@Nullable ChangesBook book, String report) {
        return book == null ? new Takers(List.of()) : book;
    }

    @Override
    public void compared(Side old, Side now, Totals totals) {
        Summary summary = ChangesSummary.of(old, now, totals);
        terminal.line((any ? "\n" : "") + Shown.escaped(summary.description()));
        any = true;
        for (Summary.Block block : summary.blocks()) {
            if (!block.lines().isEmpty() && !totals.isNothing()) {
                terminal.line("\n" + block.title());
                terminal.out()
                        .print(Shown.escaped(TextTable.table(block.lines().stream()
                                        .map(line -> row(block, line))
                                        .toList()))
                                .replace("\\n", "\n"));
            } else if (block.title().equals("In short")) {
                block.sentences().forEach(sentence -> terminal.line(Shown.escaped(sentence)));
            }
        }
    }

    private static Map<String, Object> row(Summary.Block block, List<@Nullable Object> line) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < line.size(); i++) {
            String title = block.headings().get(i).text();
            Object value = line.get(i);
            if (value != null) {
                row.put(title.isEmpty() ? " " : title, value instanceof Double number ? rounded(number) : value);
            }
        }
        return row;
    }

    private static String rounded(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%,.2f", number);
    }
}
