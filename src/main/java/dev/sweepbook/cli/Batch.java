package dev.sweepbook.cli;

import dev.sweepbook.job.FileOutcome;
import dev.sweepbook.job.InputFile;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.SweepRun;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.load.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/** Takes many scenario files through a run and tells what became of each. */
final class Batch {
    private static final String DEFAULT_PATH = "scenarios";
    private static final int MOST_THREADS = 1024;

    private final Screen screen;
    private final boolean quiet;
    private final OutcomeLines lines;

    Batch(Screen screen, boolean quiet, boolean verbose) {
        this.screen = screen;
        this.quiet = quiet;
        this.lines = new OutcomeLines(screen, quiet, verbose);
    }

    static List<Path> pathsOrDefault(ParseResult words) {
        List<Path> paths = Options.paths(words);
        if (!paths.isEmpty()) {
            return paths;
        }
        Path scenarios = Path.of(DEFAULT_PATH);
        if (!Files.exists(scenarios)) {
            throw new UsageException("there is no folder scenarios here: name a scenario file or a folder of them");
        }
        return List.of(scenarios);
    }

    static Request.Pace pace(ParseResult words, boolean failFast) {
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = (int) Options.count(words, Options.THREADS, processors, MOST_THREADS);
        long limit = Options.count(words, Options.LIMIT, ScenarioFiles.DEFAULT_LIMIT, Long.MAX_VALUE / 10);
        return new Request.Pace(threads, limit, failFast);
    }

    static Inputs find(List<Path> paths, Path output) {
        Inputs inputs = Inputs.find(paths, output);
        if (!inputs.missing().isEmpty()) {
            throw new UsageException("no such file or folder: "
                    + inputs.missing().stream()
                            .map(path -> Shown.escaped(path.toString()))
                            .collect(Collectors.joining(", ")));
        }
        return inputs;
    }

    /** Writes the outputs of every file. */
    int write(Request request, Inputs inputs, List<Path> paths, boolean progress) throws InterruptedException {
        SweepRun run = new SweepRun(request, inputs.files());
        Thread hook = new Thread(() -> interrupted(run, inputs), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            begin(inputs, paths);
            run.write(lines::told, () -> {
                if (progress) {
                    screen.progress(lines.told() + " of " + inputs.files().size() + " files, "
                            + Shown.count(run.scenarios()) + " scenarios");
                }
            });
            screen.erase();
        } finally {
            release(hook);
        }
        return lines.end(inputs);
    }

    private void interrupted(SweepRun run, Inputs inputs) {
        run.stop();
        lines.interrupted(inputs.files().size());
    }

    private void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            screen.erase(); // The hook is at work already.
        }
    }

    /** Reads and checks every file and shows the good ones. */
    int check(Request request, Inputs inputs, List<Path> paths, Function<FileOutcome.Good, String> good)
            throws InterruptedException {
        begin(inputs, paths);
        Consumer<FileOutcome> told = outcome -> {
            lines.told(outcome);
            if (outcome instanceof FileOutcome.Good checked && !quiet) {
                screen.result(good.apply(checked));
            }
        };
        new SweepRun(request, inputs.files()).check(told, () -> {});
        return lines.end(inputs);
    }

    private void begin(Inputs inputs, List<Path> paths) {
        for (Problem problem : inputs.problems()) {
            screen.problem(Shown.escaped(problem.toString()));
        }
        if (quiet) {
            return;
        }
        inputs.notes().forEach(screen::problem);
        List<InputFile> files = inputs.files();
        if (files.isEmpty() && inputs.problems().isEmpty()) {
            String where = paths.stream().map(p -> Shown.escaped(p.toString())).collect(Collectors.joining(", "));
            screen.result("No scenario files in " + where
                    + ". Put a .yaml or .csv file there and run this again; sweepbook run --help says more.");
        }
    }
}
