package dev.sweepbook.cli;

import dev.sweepbook.diff.Cause;
import dev.sweepbook.diff.Change;
import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.diff.Entry;
import dev.sweepbook.diff.ScenarioChange;
import dev.sweepbook.diff.Side;
import dev.sweepbook.diff.Taker;
import dev.sweepbook.diff.Takers;
import dev.sweepbook.diff.Told;
import dev.sweepbook.diff.Totals;
import dev.sweepbook.write.CsvSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons as CSV: a line for each cause of each result that changed, printed as they are found. */
final class DiffCsv implements DiffPrinter {
    private static final String HEADER =
            "report,change,scenario,was_scenario,sweep,model,hardware,inputs,column,unit,old,new,cause,part";

    private final Terminal terminal;

    DiffCsv(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begin() {
        terminal.out().print(HEADER + "\n");
    }

    @Override
    public void only(String name, boolean isNew) {
        line(Arrays.asList(name, isNew ? "report added" : "report removed"));
    }

    @Override
    public Taker taker(@Nullable ChangesBook book, String report) {
        Taker lines = new Lines(report);
        return book == null ? lines : new Takers(List.of(lines, book));
    }

    @Override
    public void compared(Side old, Side now, Totals totals) {
        terminal.out().flush();
    }

    private final class Lines implements Taker {
        private final String report;

        Lines(String report) {
            this.report = report;
        }

        @Override
        public void changed(ScenarioChange change) {
            for (Change figure : change.changes()) {
                List<@Nullable Object> begin = new ArrayList<>(begin("changed", change.after(), change.before()));
                begin.addAll(Arrays.asList(
                        Told.inputs(change.before(), change.after()),
                        figure.column().id(),
                        figure.column().unit().symbol(),
                        figure.before(),
                        figure.after()));
                for (Cause cause : figure.causes()) {
                    List<@Nullable Object> cells = new ArrayList<>(begin);
                    cells.add(cause.id());
                    cells.add(figure.parts().get(cause));
                    line(cells);
                }
            }
        }

        @Override
        public void added(Entry entry) {
            line(begin("added", entry, null));
        }

        @Override
        public void removed(Entry entry) {
            line(begin("removed", null, entry));
        }

        private List<@Nullable Object> begin(String what, @Nullable Entry after, @Nullable Entry before) {
            Entry shown = after == null ? before : after;
            return shown == null
                    ? List.of()
                    : Arrays.asList(
                            report,
                            what,
                            after == null ? null : (Object) after.number(),
                            before == null ? null : (Object) before.number(),
                            shown.asked().sweep(),
                            shown.scenario().model().id(),
                            shown.scenario().hardware().id());
        }
    }

    private void line(List<@Nullable Object> cells) {
        List<String> texts = new ArrayList<>();
        cells.forEach(cell -> texts.add(text(cell)));
        while (texts.size() < HEADER.split(",", -1).length) {
            texts.add("");
        }
        terminal.out().print(String.join(",", texts) + "\n");
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        } else if (cell instanceof Double number) {
            return CsvSink.number(number);
        }
        String text = cell instanceof String said ? CsvSink.inert(said) : cell.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
