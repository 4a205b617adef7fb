package dev.sweepbook.cli;

import dev.sweepbook.job.Format;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code validate}: everything {@code run} would find wrong, and nothing written. */
final class ValidateCommand implements Command {
    private static final String[] HELP = {
        "%nExamples:",
        "  sweepbook validate                    every file in scenarios/",
        "  sweepbook validate plans/h100.yaml",
        "%nExit codes:",
    };

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Reads and checks everything run would, writes nothing, shows every problem.")
                .footer(Options.lines(HELP, ExitCode.TEXT));
        Options.addPaths(spec, "Scenario files (.yaml, .yml, .csv) and folders of them (default: scenarios)");
        Options.addReading(spec);
        Options.addTalking(spec);
        Options.addLater(spec, "FILE", "--template");
        return spec;
    }

    @Override
    public int run(ParseResult words, Screen screen) throws InterruptedException {
        Path output = Path.of(RunCommand.DEFAULT_OUTPUT);
        List<Path> paths = Batch.pathsOrDefault(words);
        Request request = new Request(
                output,
                Set.of(Format.XLSX),
                List.of(),
                Options.existingFolders(words, Options.CATALOG),
                Batch.pace(words, false),
                Version.text());
        Inputs inputs = Batch.find(paths, output);
        Batch batch = new Batch(screen, words.hasMatchedOption(Options.QUIET), words.hasMatchedOption(Options.VERBOSE));
        return batch.check(
                request,
                inputs,
                paths,
                good -> good.file().shown() + ": good, " + OutcomeLines.scenarios(good.scenarios()));
    }
}
