package dev.sweepbook.cli;

import dev.sweepbook.accuracy.BandFit;
import dev.sweepbook.accuracy.CalibrationFit;
import dev.sweepbook.accuracy.CalibrationFit.State;
import dev.sweepbook.accuracy.CalibrationText;
import dev.sweepbook.accuracy.Comparison;
import dev.sweepbook.accuracy.ErrorFigures;
import dev.sweepbook.accuracy.LeaveOut;
import dev.sweepbook.catalog.CalibrationParameter;
import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.load.MeasuredFiles;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.Shown;
import dev.sweepbook.scenario.Formulas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code calibrate}: fits a calibration to somebody's own measurements. */
final class CalibrateCommand implements Command {
    private static final String BASE = "--base";
    private static final List<String> HELP = List.of(
            "",
            "The measured file is a CSV: axis names, metric, value, source. The output is a calibration file;",
            "put it into catalog/calibrations/ beside the scenario files that name it.",
            "",
            "Example:",
            "  sweepbook calibrate mine.csv --output scenarios/catalog/calibrations/our-cluster.yaml");

    /** Rows to fit, and rows refused. */
    private record Usable(List<Measurement> rows, List<Problem> leftOut) {}

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(
                spec,
                "Fits a calibration to your own measurements, and says its error before and after.",
                HELP,
                ExitCode.HELP);
        Options.addPaths(spec, "A measured file.");
        spec.addOption(Options.value(Options.OUTPUT, "FILE", "The calibration file to write; its stem is the name."));
        spec.addOption(Options.value(BASE, "NAME", "The calibration to begin from. Default: default."));
        spec.addOption(Options.catalogFolders());
        spec.addOption(Options.value(Options.THREADS, "N", "Fits at once. Default: the processors."));
        spec.addOption(Options.flag(Options.VERBOSE, "Print where the program itself failed."));
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        List<Path> paths = Options.paths(words);
        if (paths.isEmpty()) {
            throw new UsageException("calibrate takes a measured file");
        } else if (!words.hasMatchedOption(Options.OUTPUT)) {
            throw new UsageException("--output FILE is missing: where the calibration is written");
        }
        Path file = MeasuredRows.file("calibrate", paths);
        Path output = Options.path(Options.OUTPUT, words.matchedOptionValue(Options.OUTPUT, ""));
        String name = name(output);
        MeasuredFiles files = new MeasuredFiles(Options.catalogs(words));
        MeasuredFiles.Found found = Options.calibration(words, BASE, files, file);
        MeasuredRows measured = MeasuredRows.of(file, Set.of(), files);
        Calibration base = found.calibration();
        CalibrationValues values = found.values();
        if (!measured.problems().isEmpty() || base == null || values == null) {
            List<Problem> problems = new ArrayList<>(measured.problems());
            problems.addAll(found.problems().first());
            terminal.problems(problems, problems.size());
            return ExitCode.SOME_FAILED;
        }
        Usable usable = usable(measured);
        terminal.problems(
                usable.leftOut().subList(0, Math.min(50, usable.leftOut().size())),
                usable.leftOut().size());
        if (usable.rows().isEmpty()) {
            terminal.note(Shown.escaped(file.toString()) + ": no row can be fitted");
            return ExitCode.SOME_FAILED;
        }
        return fit(new Work(file, output, name, base, values, Options.threads(words)), usable, terminal);
    }

    private record Work(Path file, Path output, String name, Calibration base, CalibrationValues values, int threads) {}

    private static String name(Path output) {
        String file = String.valueOf(output.getFileName());
        if (!file.endsWith(".yaml") || file.length() == ".yaml".length()) {
            throw new UsageException("--output must end in .yaml, was " + Shown.plain(file));
        }
        String name = file.substring(0, file.length() - ".yaml".length());
        if (name.equals(Calibration.IDEAL)) {
            throw new UsageException(
                    "--output: ideal is the bound that physics sets; give the calibration another name");
        }
        return name;
    }

    private static Usable usable(MeasuredRows measured) {
        List<Measurement> fitted = new ArrayList<>();
        List<Problem> leftOut = new ArrayList<>(measured.leftOut());
        for (Measurement row : measured.rows()) {
            Formulas formulas = row.scenario().method().formulas();
            if (formulas == Formulas.ROOFLINE) {
                fitted.add(row);
            } else {
                leftOut.add(new Problem(
                        row.place().file(),
                        row.place().line(),
                        0,
                        "formulas: " + formulas.id() + " has no calibration to fit"));
            }
        }
        Comparison.Possible possible = Comparison.Possible.of(fitted);
        leftOut.addAll(possible.leftOut());
        leftOut.sort(Comparator.comparingInt(Problem::line));
        return new Usable(possible.rows(), leftOut);
    }

    private static int fit(Work work, Usable usable, Terminal terminal) throws InterruptedException {
        List<Measurement> rows = usable.rows();
        CalibrationFit fit = CalibrationFit.of(rows, work.values(), CalibrationFit.Pooling.SEPARATE);
        BandFit bands = BandFit.of(rows, new LeaveOut(work.values(), CalibrationFit.Pooling.SEPARATE, work.threads()));
        Calibration fitted = Calibrations.of(
                work.name(), "1", fit.values(), bands.bands(), work.base().provenance());
        ErrorFigures before = ErrorFigures.of(Comparison.of(rows, work.base()).predictions());
        ErrorFigures after = ErrorFigures.of(Comparison.of(rows, fitted).predictions());
        String source = work.file().getFileName() + ", " + rows.size() + (rows.size() == 1 ? " row" : " rows");
        String description = "Fitted to " + source + ": MAPE " + AccuracyText.percent(before.mape()) + " before, "
                + AccuracyText.percent(after.mape()) + " after";
        CalibrationText.Head head =
                new CalibrationText.Head(work.name(), work.base().name(), description, source);
        String text = CalibrationText.of(head, fit, bands.bands());
        if (!Options.write(work.output(), text.getBytes(StandardCharsets.UTF_8), terminal)) {
            return ExitCode.IO;
        }
        terminal.out().print(report(before, after, fit, bands));
        terminal.line("written " + Shown.escaped(work.output().toString()));
        return ExitCode.OK;
    }

    private static String report(ErrorFigures before, ErrorFigures after, CalibrationFit fit, BandFit bands) {
        StringBuilder out = new StringBuilder();
        out.append("rows ").append(before.count()).append('\n');
        out.append("before MAPE ").append(AccuracyText.percent(before.mape())).append('\n');
        out.append("after MAPE ").append(AccuracyText.percent(after.mape())).append('\n');
        if (!bands.byModel().isEmpty()) {
            ErrorFigures unseen = ErrorFigures.of(BandFit.predictions(bands.byModel()));
            out.append("left-out models MAPE ")
                    .append(AccuracyText.percent(unseen.mape()))
                    .append('\n');
        }
        if (!bands.byHardware().isEmpty()) {
            ErrorFigures unseen = ErrorFigures.of(BandFit.predictions(bands.byHardware()));
            out.append("left-out devices MAPE ")
                    .append(AccuracyText.percent(unseen.mape()))
                    .append('\n');
        }
        out.append('\n').append(TextTable.table(parameters(fit)));
        long held = fit.moved().stream()
                .filter(moved -> moved.state() == State.HELD || moved.state() == State.UNTOUCHED)
                .count();
        if (held > 0) {
            out.append('\n')
                    .append(held)
                    .append(held == 1 ? " parameter" : " parameters")
                    .append(
                            " could not be told from these rows, see above; measure other batches and lengths to move them\n");
        }
        return out.toString();
    }

    private static List<Map<String, Object>> parameters(CalibrationFit fit) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CalibrationFit.Moved moved : fit.moved()) {
            CalibrationParameter parameter = CalibrationParameter.all().get(moved.parameter());
            String unit = parameter == null ? "" : parameter.unit();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("engine", moved.engine());
            row.put("parameter", moved.parameter());
            row.put("before", Numbers.readable(moved.before(), unit));
            row.put("after", Numbers.readable(moved.after(), unit));
            row.put("the rows", words(moved.state()));
            rows.add(row);
        }
        return rows;
    }

    private static String words(State state) {
        return switch (state) {
            case MOVED -> "moved it";
            case AT_BOUND -> "moved it to the end of its range";
            case HELD -> "are too few to move it: it stays near its prior";
            case UNTOUCHED -> "do not depend on it: it stays at its prior";
        };
    }
}
