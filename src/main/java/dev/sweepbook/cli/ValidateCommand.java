package dev.sweepbook.cli;

import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.SweepRun;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code validate}: everything {@code run} would find wrong, and nothing written. */
final class ValidateCommand implements Command {
    private static final List<String> HELP = List.of(
            "",
            "Examples:",
            "  sweepbook validate                     every file of scenarios/",
            "  sweepbook validate team/x.yaml");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        String says = "Reads and checks everything that run would; prints every problem and writes nothing.";
        Options.usage(spec, says, HELP, ExitCode.HELP);
        Options.addPaths(spec, Options.PATHS);
        Options.addReading(spec);
        Options.addTalking(spec);
        spec.addOption(Options.later("--template", true));
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        Request request = Options.checkOnly(words);
        Inputs inputs = Options.inputs(words, request.output());
        OutcomePrinter printer = new OutcomePrinter(
                terminal, words.hasMatchedOption(Options.QUIET), words.hasMatchedOption(Options.VERBOSE));
        if (printer.begin(inputs)) {
            new SweepRun(request, inputs.files()).check(printer::print, () -> {});
        }
        return printer.end();
    }
}
