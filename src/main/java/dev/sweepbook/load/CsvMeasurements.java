package dev.sweepbook.load;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file of measurements, as strictly as one of scenarios, but row by row: a row that cannot be used is left
 * out with its reason. Only what concerns the whole file refuses it.
 */
final class CsvMeasurements {
    private static final List<String> NEEDED = List.of("metric", "value", "source");
    private static final List<String> OTHERS = List.of("metric", "value", "source", "id", "tier", "family");
    private static final String SERVING = "serving";

    private final String file;
    private final Problems problems;
    private final Definitions definitions;
    private final AxisValues values;
    private final List<Measured.LeftOut> leftOut = new ArrayList<>();
    private final List<List<?>> steps = new ArrayList<>();
    private final List<Cells> good = new ArrayList<>();

    /** What a good row says besides its axes. */
    private record Cells(int line, Metric metric, double value, Measurement.Label label) {}

    CsvMeasurements(String file, Problems problems, Definitions definitions) {
        this.file = file;
        this.problems = problems;
        this.definitions = definitions;
        this.values = new AxisValues(definitions);
    }

    Measured read(DecodedText text) throws IOException, Unreadable {
        CsvDialect dialect = CsvDialect.of(text);
        CsvRecords records = new CsvRecords(text, dialect.separator());
        boolean found = records.next();
        if (dialect.declared()) {
            found = records.next();
        }
        while (found && isEmpty(records.fields())) {
            found = records.next();
        }
        CsvHeader header = found ? CsvHeader.read(records, dialect.separator(), OTHERS, problems) : null;
        if (!found) {
            problems.add(Place.START, "the file is empty: it has no header");
        }
        List<String> names = found ? List.copyOf(records.fields()) : List.of();
        if (header != null) {
            for (String needed : NEEDED) {
                if (!names.contains(needed)) {
                    problems.add(new Place(records.line(), 0), needed + ": the column is missing from the header");
                }
            }
        }
        if (header == null || !problems.isEmpty()) {
            return new Measured(List.of(), List.of(), problems, List.of());
        }
        while (records.next()) {
            if (!isEmpty(records.fields())) {
                row(records, header, names);
            }
        }
        if (good.isEmpty() && leftOut.isEmpty() && problems.isEmpty()) {
            problems.add(Place.START, "the file has a header and no rows");
        }
        return finish(header);
    }

    private static boolean isEmpty(List<String> fields) {
        return fields.stream().allMatch(String::isEmpty);
    }

    private void row(CsvRecords records, CsvHeader header, List<String> names) {
        Problems found = new Problems(file);
        if (records.fields().size() != names.size()) {
            found.add(
                    records.place(0),
                    "has " + Shown.count(records.fields().size()) + " fields where the header has "
                            + Shown.count(names.size()) + " columns");
            leaveOut(found, "");
            return;
        }
        @Nullable Object[] step = step(records, header, found);
        Metric metric = metric(records, names, found);
        double value = metric == null ? Double.NaN : value(records, names, metric, found);
        Measurement.Label label = label(records, names, step, header, found);
        if (metric == null || !found.isEmpty()) {
            leaveOut(found, label.tier());
        } else {
            steps.add(Arrays.asList(step));
            good.add(new Cells(records.line(), metric, value, label));
        }
    }

    private void leaveOut(Problems found, String tier) {
        List<Problem> all = found.first();
        if (!all.isEmpty()) { // a definition at fault is reported where it stands, and refuses the file
            String reasons =
                    String.join("; ", all.stream().map(Problem::message).toList());
            Problem first = all.get(0);
            leftOut.add(new Measured.LeftOut(new Problem(file, first.line(), first.column(), reasons), tier));
        }
    }

    private @Nullable Object[] step(CsvRecords records, CsvHeader header, Problems found) {
        List<@Nullable Object> step = new ArrayList<>();
        for (int i = 0; i < header.keys().size(); i++) {
            AxisKey axis = header.keys().get(i);
            String text = records.fields().get(i);
            if (axis != null && !text.isEmpty()) {
                step.add(values.read(axis, text).orReport(found, records.place(i), axis.id()));
            } else if (axis != null) {
                step.add(null);
                if (axis == Axis.MODEL || axis == Axis.HARDWARE) {
                    found.add(records.place(i), axis.id() + ": must not be empty, every row names one");
                }
            } else if (i >= header.named() && !text.isEmpty()) {
                found.add(records.place(i), "column " + (i + 1) + " has no name in the header");
            }
        }
        return step.toArray();
    }

    private static @Nullable Metric metric(CsvRecords records, List<String> names, Problems found) {
        int at = names.indexOf("metric");
        String text = records.fields().get(at);
        Metric metric = Metric.of(text).orElse(null);
        if (metric == null) {
            found.add(
                    records.place(at),
                    "metric: must be one of " + String.join(", ", Metric.ids()) + ", was " + Shown.quoted(text)
                            + Nearest.hint(text, Metric.ids()));
        }
        return metric;
    }

    private static double value(CsvRecords records, List<String> names, Metric metric, Problems found) {
        int at = names.indexOf("value");
        String text = records.fields().get(at);
        Reading<BigDecimal> number = Quantity.read(text, metric.dimension());
        Object value = number.then(exact -> exact.signum() > 0
                        ? Reading.<Object>good(exact.doubleValue())
                        : Reading.bad("must be above 0, was " + Shown.plain(text)))
                .orReport(found, records.place(at), "value");
        return value instanceof Double measured ? measured : Double.NaN;
    }

    private static Measurement.Label label(
            CsvRecords records, List<String> names, @Nullable Object[] step, CsvHeader header, Problems found) {
        String source = cell(records, names, "source", found);
        if (source.isEmpty()) {
            found.add(
                    records.place(names.indexOf("source")),
                    "source: must not be empty; say where the measurement comes from");
        }
        String family = cell(records, names, "family", found);
        if (family.equals(SERVING) && !Boolean.TRUE.equals(valueOf(Axis.INTERFERENCE, step, header))) {
            found.add(
                    new Place(records.line(), 0),
                    "interference: must be on for a measurement of a server, whose prefills delay its decoding");
        }
        return new Measurement.Label(
                cell(records, names, "id", found), cell(records, names, "tier", found), family, source);
    }

    private static @Nullable Object valueOf(Axis axis, @Nullable Object[] step, CsvHeader header) {
        int at = header.keys().stream().filter(key -> key != null).toList().indexOf(axis);
        return at < 0 ? null : step[at];
    }

    private static String cell(CsvRecords records, List<String> names, String column, Problems found) {
        int at = names.indexOf(column);
        String text = at < 0 ? "" : records.fields().get(at);
        String fault = Names.textFault(text);
        if (fault != null) {
            found.add(records.place(at), column + ": " + fault);
        }
        return text;
    }

    /** Makes the scenarios of the good rows; those no formula set supports are left out too. */
    private Measured finish(CsvHeader header) {
        List<AxisKey> keys = new ArrayList<>();
        header.keys().forEach(key -> {
            if (key != null) {
                keys.add(key);
            }
        });
        List<Measurement> rows = new ArrayList<>();
        if (!good.isEmpty() && problems.isEmpty()) {
            Map<AxisKey, Object> fixed = Map.of(Axis.FORMULAS, Formulas.ROOFLINE);
            Sweep sweep = new Sweep(
                    "measured", "", List.of(new GridAxis(keys, steps)), fixed, List.of(), List.of(), Slo.NONE);
            SweepFile sweeps = UsedThings.file("measured", "", List.of(sweep), definitions, List.of());
            new RowCursor(sweeps)
                    .forEach(row -> take(good.get((int) row.number() - 1), row.scenario(), row.estimate(), rows));
        }
        leftOut.sort(Comparator.comparingInt(row -> row.problem().line()));
        return new Measured(rows, leftOut, problems, definitions.remarks());
    }

    private void take(Cells cells, Scenario scenario, Estimate estimate, List<Measurement> rows) {
        String fault = fault(cells, scenario, estimate);
        if (fault != null) {
            leftOut.add(new Measured.LeftOut(
                    new Problem(file, cells.line(), 0, fault), cells.label().tier()));
            return;
        }
        Measurement.Label given = cells.label();
        String family = given.family().isEmpty()
                ? scenario.method().engine().id() + " " + given.source()
                : scenario.method().engine().id() + " " + given.family();
        rows.add(new Measurement(
                new Measurement.Place(file, cells.line()),
                scenario,
                cells.metric(),
                cells.value(),
                new Measurement.Label(given.id(), given.tier(), family, given.source())));
    }

    private static @Nullable String fault(Cells cells, Scenario scenario, Estimate estimate) {
        if (!estimate.isSupported()) {
            return estimate.status();
        }
        boolean fromPrompt = cells.metric() == Metric.TTFT || cells.metric() == Metric.PREFILL_TOKENS;
        boolean steps = cells.metric() == Metric.TPOT || cells.metric() == Metric.DECODE_PHASE;
        long prompt = scenario.workload().promptTokens();
        if (cells.metric() == Metric.TTFT && scenario.workload().interference()) {
            return "ttft_s: under load it holds the time in the queue, which is not predicted";
        } else if (fromPrompt && prompt - scenario.workload().cachedPromptTokens() == 0) {
            return cells.metric().id() + ": needs prompt tokens that are not cached, prompt_tokens was " + prompt;
        } else if (steps && prompt > 0 && scenario.workload().outputTokens() == 1) {
            return cells.metric().id() + ": needs output_tokens of at least 2, was 1: the first comes with the prefill";
        }
        return null;
    }
}
