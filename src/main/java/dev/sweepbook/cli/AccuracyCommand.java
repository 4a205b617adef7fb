package dev.sweepbook.cli;

import dev.sweepbook.accuracy.CalibrationFit;
import dev.sweepbook.accuracy.Comparison;
import dev.sweepbook.accuracy.ErrorFigures;
import dev.sweepbook.accuracy.Grouping;
import dev.sweepbook.accuracy.LeaveOut;
import dev.sweepbook.accuracy.Prediction;
import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.load.MeasuredFiles;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.Shown;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code accuracy}: predictions beside measurements. */
final class AccuracyCommand implements Command {
    private static final String TIER = "--tier";
    private static final String CALIBRATION = "--calibration";
    private static final String LEAVE_OUT = "--leave-out";
    private static final List<String> FORMATS = List.of("text", "csv", "xlsx");
    private static final List<String> HELP = List.of(
            "",
            "A measured file is a CSV: axis names, metric, value, source; id, tier and family if you like.",
            "Rows that cannot be used are listed with the reason and left out.",
            "",
            "Examples:",
            "  sweepbook accuracy                                    the public measurements that ship, tier A",
            "  sweepbook accuracy mine.csv --format xlsx --output mine.xlsx",
            "  sweepbook accuracy --leave-out model                  each model predicted by a fit without it");

    /** What was asked and what was found. */
    private record Outcome(MeasuredRows measured, Calibration calibration, String leftOut, Comparison comparison) {}

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(
                spec,
                "Holds predictions against measurements: errors by family, engine, model, device.",
                HELP,
                ExitCode.HELP);
        Options.addPaths(spec, "A measured file. Default: the measurements that ship.");
        spec.addOption(Options.value(
                TIER, "TIERS", "A, B, C or all, with commas between. Default: A of what ships, all of a file."));
        spec.addOption(Options.value(CALIBRATION, "NAME", "The calibration to predict with. Default: default."));
        spec.addOption(
                Options.value(LEAVE_OUT, "WHAT", "model or hardware: predict each with a fit that has not seen it."));
        spec.addOption(Options.value(Options.FORMAT, "FORMAT", "text, csv or xlsx. Default: text."));
        spec.addOption(Options.value(Options.OUTPUT, "FILE", "Where a CSV or a workbook is written."));
        spec.addOption(Options.catalogFolders());
        spec.addOption(Options.value(Options.THREADS, "N", "Fits at once. Default: the processors."));
        spec.addOption(Options.flag(Options.VERBOSE, "Print where the program itself failed."));
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        List<Path> paths = Options.paths(words);
        Path file = paths.isEmpty() ? null : MeasuredRows.file("accuracy", paths);
        Set<String> tiers = MeasuredRows.tiers(Options.list(words, TIER, file == null ? "A" : "all"));
        String format = Options.choice(words, Options.FORMAT, "text", FORMATS);
        Path output = output(words, format);
        String left = words.hasMatchedOption(LEAVE_OUT)
                ? Options.choice(words, LEAVE_OUT, "", List.of("model", "hardware"))
                : "";
        MeasuredFiles files = new MeasuredFiles(Options.catalogs(words));
        MeasuredFiles.Found found = Options.calibration(words, CALIBRATION, files, file);
        MeasuredRows measured = MeasuredRows.of(file, tiers, files);
        if (!measured.problems().isEmpty()) {
            terminal.problems(measured.problems(), measured.problems().size());
            return ExitCode.SOME_FAILED;
        }
        Calibration calibration = found.calibration();
        CalibrationValues values = found.values();
        if (calibration == null || values == null) {
            terminal.problems(found.problems().first(), found.problems().count());
            return ExitCode.SOME_FAILED;
        }
        int threads = Options.threads(words);
        Outcome outcome =
                new Outcome(measured, calibration, left, compare(measured, calibration, values, left, threads, file));
        if (outcome.comparison().predictions().isEmpty()) {
            tellLeftOut(outcome, terminal);
            terminal.note(Shown.escaped(measured.from()) + ": no row can be held against a prediction");
            return ExitCode.SOME_FAILED;
        }
        return show(outcome, format, output, terminal);
    }

    private static @Nullable Path output(ParseResult words, String format) {
        Path output = words.hasMatchedOption(Options.OUTPUT)
                ? Options.path(Options.OUTPUT, words.matchedOptionValue(Options.OUTPUT, ""))
                : null;
        if (format.equals("xlsx") && output == null) {
            throw new UsageException("--format xlsx needs --output FILE: a workbook is no text");
        } else if (format.equals("text") && output != null) {
            throw new UsageException("--output goes with --format csv or xlsx; text is printed");
        }
        return output;
    }

    private static Comparison compare(
            MeasuredRows measured,
            Calibration calibration,
            CalibrationValues values,
            String left,
            int threads,
            @Nullable Path file)
            throws InterruptedException {
        if (left.isEmpty()) {
            return Comparison.of(measured.rows(), calibration);
        }
        Comparison.Possible possible = Comparison.Possible.of(measured.rows());
        Grouping by = left.equals("model") ? Grouping.MODEL : Grouping.HARDWARE;
        LeaveOut leaveOut = file == null
                ? new LeaveOut(CalibrationValues.priors(), CalibrationFit.Pooling.POOLED, threads)
                : new LeaveOut(values, CalibrationFit.Pooling.SEPARATE, threads);
        List<Prediction> predictions = new ArrayList<>();
        leaveOut.by(possible.rows(), by).forEach(group -> predictions.addAll(group.predictions()));
        if (predictions.isEmpty()) {
            throw new UsageException(
                    "--leave-out " + left + " needs rows of at least two: with one left out, none is left");
        }
        return new Comparison(predictions, possible.leftOut());
    }

    private static int show(Outcome outcome, String format, @Nullable Path output, Terminal terminal) {
        List<Problem> leftOut = leftOut(outcome);
        List<Prediction> predictions = outcome.comparison().predictions();
        if (format.equals("text")) {
            terminal.out().print(text(outcome, leftOut));
        } else if (format.equals("csv") && output == null) {
            terminal.out().print(TextTable.csv(AccuracyRows.of(predictions, leftOut)));
        } else if (output != null) {
            byte[] bytes = format.equals("csv")
                    ? TextTable.csv(AccuracyRows.of(predictions, leftOut)).getBytes(StandardCharsets.UTF_8)
                    : AccuracyWorkbook.bytes(title(outcome), predictions, leftOut);
            if (!Options.write(output, bytes, terminal)) {
                return ExitCode.IO;
            }
            terminal.line(
                    "MAPE " + AccuracyText.percent(ErrorFigures.of(predictions).mape()) + "  "
                            + Shown.escaped(output.toString()));
        }
        if (!outcome.measured().shipped()) {
            tellLeftOut(outcome, terminal);
        }
        return ExitCode.OK;
    }

    private static List<Problem> leftOut(Outcome outcome) {
        List<Problem> leftOut = new ArrayList<>(outcome.measured().leftOut());
        leftOut.addAll(outcome.comparison().leftOut());
        if (!outcome.measured().shipped()) {
            leftOut.sort(Comparator.comparingInt(Problem::line));
        }
        return leftOut;
    }

    private static void tellLeftOut(Outcome outcome, Terminal terminal) {
        List<Problem> leftOut = leftOut(outcome);
        terminal.problems(leftOut.subList(0, Math.min(50, leftOut.size())), leftOut.size());
    }

    private static String title(Outcome outcome) {
        Calibration calibration = outcome.calibration();
        return outcome.leftOut().isEmpty()
                ? outcome.measured().from() + ", calibration " + calibration.name() + " edition "
                        + calibration.version()
                : outcome.measured().from() + ", each " + outcome.leftOut() + " predicted by a fit without it";
    }

    private static String text(Outcome outcome, List<Problem> leftOut) {
        List<Prediction> predictions = outcome.comparison().predictions();
        StringBuilder out = new StringBuilder(Shown.escaped(title(outcome))).append("\n");
        out.append(AccuracyText.pooled(ErrorFigures.of(predictions)));
        for (Grouping by : Grouping.values()) {
            out.append('\n').append(AccuracyText.groups(by, predictions));
        }
        out.append('\n').append(AccuracyText.worst(predictions));
        if (outcome.measured().otherTiers() > 0) {
            out.append("\nrows of other tiers ")
                    .append(outcome.measured().otherTiers())
                    .append('\n');
        }
        if (!leftOut.isEmpty()) {
            out.append("\nleft out ").append(leftOut.size()).append('\n').append(AccuracyText.leftOut(leftOut));
        }
        return out.toString();
    }
}
