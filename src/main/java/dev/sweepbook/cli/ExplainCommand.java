package dev.sweepbook.cli;

import dev.sweepbook.job.FileOutcome;
import dev.sweepbook.job.Format;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.SweepRun;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.load.Shown;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code explain}: one scenario worked step by step. */
final class ExplainCommand implements Command {
    private static final String SCENARIO = "--scenario";

    private static final String[] HELP = {
        "%nN is the number in the first column of the workbook and the CSV.",
        "%nExample:",
        "  sweepbook explain scenarios/everyday.yaml --scenario 1",
    };

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Works one scenario step by step: each equation, its numbers, its unit, its source.")
                .footer(HELP);
        Options.addPaths(spec, "One scenario file");
        spec.addOption(Options.value(SCENARIO, "N", "The scenario's number"));
        spec.addOption(Options.folders(Options.CATALOG, "A folder of definitions besides catalog/ beside the file"));
        spec.addOption(Options.flag(Options.VERBOSE, "Stack traces of what should not happen")
                .build());
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Screen screen) throws InterruptedException {
        List<Path> paths = Options.paths(words);
        if (paths.size() != 1 || Files.isDirectory(paths.get(0))) {
            throw new UsageException("explain takes one scenario file");
        } else if (!words.hasMatchedOption(SCENARIO)) {
            throw new UsageException("--scenario N is missing: the number of the scenario to explain");
        }
        long number = Options.count(words, SCENARIO, 1, Long.MAX_VALUE / 10);
        Inputs inputs = Batch.find(paths, Path.of(RunCommand.DEFAULT_OUTPUT));
        OutcomeLines lines = new OutcomeLines(screen, true, words.hasMatchedOption(Options.VERBOSE));
        inputs.problems().forEach(problem -> screen.problem(Shown.escaped(problem.toString())));
        List<SweepFile> read = new ArrayList<>();
        new SweepRun(request(words), inputs.files())
                .check(
                        outcome -> {
                            lines.told(outcome);
                            if (outcome instanceof FileOutcome.Good good) {
                                read.add(good.sweep());
                            }
                        },
                        () -> {});
        int code = lines.end(inputs);
        if (!read.isEmpty()) {
            explain(read.get(0), inputs.files().get(0).shown(), number, screen);
        }
        return code;
    }

    private static Request request(ParseResult words) {
        return new Request(
                Path.of(RunCommand.DEFAULT_OUTPUT),
                Set.of(Format.XLSX),
                List.of(),
                Options.existingFolders(words, Options.CATALOG),
                new Request.Pace(1, ScenarioFiles.DEFAULT_LIMIT, false),
                Version.text());
    }

    private static void explain(SweepFile file, String shown, long number, Screen screen) {
        Optional<Row> row = new RowCursor(file).row(number);
        if (row.isEmpty()) {
            throw new UsageException(absent(file, shown, number));
        }
        screen.out().print(new Explanation(file, shown, row.get()).text());
        screen.out().flush();
    }

    private static String absent(SweepFile file, String shown, long number) {
        long last = 0;
        for (Sweep sweep : file.sweeps()) {
            last += sweep.gridPoints() + sweep.includes().size();
        }
        return number > last
                ? "--scenario must be from 1 to " + Shown.count(last) + " in " + shown + ", was " + Shown.count(number)
                : "scenario " + Shown.count(number) + " of " + shown + " is excluded; --scenario of one that is kept";
    }
}
