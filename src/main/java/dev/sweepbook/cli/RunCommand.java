package dev.sweepbook.cli;

import dev.sweepbook.job.Format;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.SweepRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code run}: scenario files to outputs. */
final class RunCommand implements Command {
    private static final String DRY_RUN = "--dry-run";
    private static final String FAIL_FAST = "--fail-fast";
    private static final String NO_PROGRESS = "--no-progress";

    /** Options of the contract that this version refuses. */
    private static final List<String> LATER_VALUES =
            List.of("--templates", "--rows", "--engine", "--master", "--shard", "--fail-on", "--keep", "--notify");

    private static final List<String> LATER_FLAGS = List.of("--force", "--wait", "--force-unlock");

    private static final List<String> HELP = List.of(
            "",
            "A folder is read with its sub-folders, except catalog/, links, hidden and unfinished files.",
            "scenarios/team/x.yaml gives output/team/x.xlsx and, written last, output/team/x.manifest.json.",
            "A file with problems keeps the outputs of the run before; the others are written.",
            "",
            "Examples:",
            "  sweepbook run                          every file of scenarios/ to output/",
            "  sweepbook run team/x.yaml --output out",
            "  sweepbook run --format csv --columns scenario,model,hardware,decode_step_seconds",
            "  sweepbook run big.yaml --dry-run       how many scenarios, axis by axis");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Reads scenario files and writes a workbook for each.", HELP, ExitCode.HELP);
        Options.addPaths(spec, Options.PATHS);
        spec.addOption(Options.value(Options.OUTPUT, "DIR", "Folder of the outputs. Default: output."));
        spec.addOption(Options.value(Options.FORMAT, "FORMAT", "xlsx, csv, or both with a comma. Default: xlsx."));
        spec.addOption(Options.value(Options.COLUMNS, "ID,…", "Columns of CSV outputs, in this order. Default: all."));
        spec.addOption(Options.flag(DRY_RUN, "Say how many scenarios there are, axis by axis; write nothing."));
        Options.addReading(spec);
        spec.addOption(Options.flag(FAIL_FAST, "Begin nothing more after a file failed."));
        spec.addOption(Options.flag(NO_PROGRESS, "Show no progress."));
        Options.addTalking(spec);
        for (String later : LATER_VALUES) {
            spec.addOption(Options.later(later, true));
        }
        for (String later : LATER_FLAGS) {
            spec.addOption(Options.later(later, false));
        }
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        Path output = Options.path(Options.OUTPUT, words.matchedOptionValue(Options.OUTPUT, Options.DEFAULT_OUTPUT));
        boolean quiet = words.hasMatchedOption(Options.QUIET);
        Request request = request(words, output);
        Inputs inputs = Options.inputs(words, output);
        OutcomePrinter printer = new OutcomePrinter(terminal, quiet, words.hasMatchedOption(Options.VERBOSE));
        if (!printer.begin(inputs)) {
            return printer.end();
        }
        SweepRun run = new SweepRun(request, inputs.files());
        if (words.hasMatchedOption(DRY_RUN)) {
            printer.countGrids();
            run.check(printer::print, () -> {});
            return printer.end();
        }
        int files = inputs.files().size();
        boolean silent = quiet || words.hasMatchedOption(NO_PROGRESS);
        Runnable tick = silent ? () -> {} : () -> terminal.progress(printer.progress(run.scenarios(), files));
        write(run, printer, tick, files);
        return printer.end();
    }

    private static void write(SweepRun run, OutcomePrinter printer, Runnable tick, int files)
            throws InterruptedException {
        Thread stop = new Thread(() -> {
            printer.interrupted(files);
            run.stop();
        });
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            run.write(printer::print, tick);
        } finally {
            release(stop);
        }
    }

    /** Where the process is ending already, the hook is at work and ends it. */
    private static boolean release(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static Request request(ParseResult words, Path output) {
        Set<Format> formats = Options.formats(words);
        return new Request(
                output,
                formats,
                ChosenColumns.of(words, formats),
                Options.catalogs(words),
                Options.pace(words, words.hasMatchedOption(FAIL_FAST)),
                Version.text());
    }
}
