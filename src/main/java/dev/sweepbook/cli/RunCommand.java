package dev.sweepbook.cli;

import dev.sweepbook.job.Engine;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.SweepRun;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code run}: scenario files to outputs. */
final class RunCommand implements Command {
    private static final String DRY_RUN = "--dry-run";

    private static final List<String> HELP = List.of(
            "",
            "A folder is read with its sub-folders, except catalog/, links, hidden and unfinished files.",
            "scenarios/team/x.yaml gives output/team/x.xlsx and, written last, output/team/x.manifest.json.",
            "A file with problems keeps the outputs of the run before; the others are written. What did not change",
            "is not run again. output/index.html lists the reports; history lists the runs.",
            "",
            "Examples:",
            "  sweepbook run",
            "  sweepbook run team/x.yaml --output out",
            "  sweepbook run --format csv --columns scenario,model,hardware,decode_step_seconds",
            "  sweepbook run big.yaml --dry-run       how many scenarios, axis by axis",
            "  sweepbook run big.yaml --format csv --shard 3/8",
            "  sweepbook run big.yaml --format parquet --engine spark --master spark://host:7077",
            "  sweepbook run --quiet --keep 30        every night",
            "  sweepbook run --fail-on 'tpot_seconds > 0.05 and fits == \"true\"'");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Reads scenario files and writes a workbook for each.", HELP, ExitCode.HELP);
        Options.addPaths(spec, Options.PATHS);
        RunOptions.addOutputs(spec);
        RunOptions.addShard(spec);
        spec.addOption(Options.flag(DRY_RUN, "Say how many scenarios there are, axis by axis; write nothing."));
        RunOptions.addRunning(spec);
        RunOptions.addLocking(spec);
        RunOptions.addTalking(spec);
        EngineOption.add(spec);
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        try (Engine engine = EngineOption.open(words)) {
            return run(words, RunOptions.request(words, engine), terminal);
        } catch (UsageException e) {
            if (!words.hasMatchedOption(DRY_RUN)) {
                RunSession.notBegun(words, terminal, e);
            }
            throw e;
        }
    }

    private static int run(ParseResult words, Request request, Terminal terminal) throws InterruptedException {
        RunSession session = new RunSession(words, request, terminal, Clock.systemUTC());
        Inputs inputs = Options.inputs(words, session.request().output());
        if (!words.hasMatchedOption(DRY_RUN)) {
            return session.run(inputs).code();
        }
        OutcomePrinter printer = new OutcomePrinter(
                terminal, words.hasMatchedOption(Options.QUIET), words.hasMatchedOption(Options.VERBOSE));
        if (printer.begin(inputs)) {
            printer.countGrids();
            new SweepRun(session.request(), inputs.files()).check(printer::print, () -> {});
        }
        return printer.end();
    }
}
