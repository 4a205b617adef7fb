package dev.sweepbook.cli;

import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.SweepRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code validate}: reads and checks all that {@code run} would, and writes nothing. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Reads and checks scenario files; prints every problem and writes nothing.")
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", description = "Files and folders. Default: scenarios.")
    List<Path> paths = new ArrayList<>();

    @Mixin
    RequestOptions options = new RequestOptions();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path output = Path.of("output");
        Inputs inputs = Paths.find(paths, output);
        OutcomePrinter printer = new OutcomePrinter(terminal, options.quiet, options.verbose);
        if (printer.begin(inputs)) {
            SweepRun run = new SweepRun(options.request(output, List.of("xlsx"), List.of()), inputs.files());
            run.check(printer::print, () -> {});
        }
        return printer.exitCode();
    }
}
