package dev.sweepbook.cli;

import dev.sweepbook.diff.Cause;
import dev.sweepbook.diff.Change;
import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.diff.Side;
import dev.sweepbook.diff.Taker;
import dev.sweepbook.diff.Takers;
import dev.sweepbook.diff.Told;
import dev.sweepbook.diff.Totals;
import dev.sweepbook.job.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comparisons as JSON: counts, causes, turned verdicts and the largest changes of each. The CSV has every line. */
final class DiffJson implements DiffPrinter {
    private final Terminal terminal;
    private final List<Object> reports = new ArrayList<>();

    DiffJson(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void only(String name, boolean isNew) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("report", name);
        report.put("change", isNew ? "added" : "removed");
        reports.add(report);
    }

    @Override
    public Taker taker(@Nullable ChangesBook book, String report) {
        return book == null ? new Takers(List.of()) : book;
    }

    @Override
    public void compared(Side old, Side now, Totals totals) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("old", old.title());
        report.put("new", now.title());
        report.put("changed", totals.changed());
        report.put("unchanged", totals.unchanged());
        report.put("added", totals.added());
        report.put("removed", totals.removed());
        report.put("paired_with_other_inputs", totals.paired());
        report.put("results_compared", totals.compared());
        List<Object> causes = new ArrayList<>();
        totals.scenarios().forEach((cause, count) -> causes.add(cause(cause, count, totals)));
        report.put("causes", causes);
        report.put("verdicts", totals.turns().stream().map(DiffJson::turn).toList());
        report.put("largest", totals.largest().stream().map(DiffJson::large).toList());
        reports.add(report);
    }

    private static Map<String, Object> cause(Cause cause, long count, Totals totals) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cause", cause.id());
        json.put("scenarios", count);
        Map<String, Object> figures = new LinkedHashMap<>();
        totals.effects().getOrDefault(cause, Map.of()).forEach((id, effect) -> {
            Map<String, Object> range = new LinkedHashMap<>();
            range.put("scenarios", effect.count());
            range.put("least", effect.least());
            range.put("most", effect.most());
            figures.put(id, range);
        });
        json.put("share_of_old_value", figures);
        return json;
    }

    private static Map<String, Object> turn(Totals.Turn turn) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("column", turn.column());
        json.put("old", turn.before());
        json.put("new", turn.after());
        json.put("causes", turn.causes());
        json.put("scenarios", turn.count());
        return json;
    }

    private static Map<String, @Nullable Object> large(Totals.Large large) {
        Change figure = large.figure();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("scenario", large.change().after().number());
        json.put("was_scenario", large.change().before().number());
        json.put("model", large.change().after().scenario().model().id());
        json.put("hardware", large.change().after().scenario().hardware().id());
        json.put("inputs", Told.inputs(large.change().before(), large.change().after()));
        json.put("column", figure.column().id());
        json.put("unit", figure.column().unit().symbol());
        json.put("old", figure.before());
        json.put("new", figure.after());
        Map<String, Object> parts = new LinkedHashMap<>();
        figure.parts().forEach((cause, part) -> parts.put(cause.id(), part));
        json.put("parts", parts);
        return json;
    }

    @Override
    public void end() {
        terminal.out().print(JsonText.of(reports));
        terminal.out().flush();
    }
}
