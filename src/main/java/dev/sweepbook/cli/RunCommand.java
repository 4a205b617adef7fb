package dev.sweepbook.cli;

import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.SweepRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: scenario files to outputs. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Reads scenario files and writes a workbook for each.")
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", description = "Files and folders. Default: scenarios.")
    List<Path> paths = new ArrayList<>();

    @Option(names = "--output", paramLabel = "DIR", description = "Folder of the outputs. Default: output.")
    Path output = Path.of("output");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description = "xlsx, csv, or both with a comma. Default: xlsx.")
    List<String> formats = List.of("xlsx");

    @Option(names = "--columns", paramLabel = "ID", split = ",", description = "Columns of CSV outputs. Default: all.")
    List<String> columns = new ArrayList<>();

    @Option(names = "--dry-run", description = "Say how many scenarios there are, axis by axis; write nothing.")
    boolean dryRun;

    @Option(names = "--no-progress", description = "Show no progress.")
    boolean noProgress;

    @Mixin
    RequestOptions options = new RequestOptions();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Request request = options.request(output, formats, columns);
        Inputs inputs = Paths.find(paths, output);
        OutcomePrinter printer = new OutcomePrinter(terminal, options.quiet, options.verbose);
        if (!printer.begin(inputs)) {
            return printer.exitCode();
        }
        SweepRun run = new SweepRun(request, inputs.files());
        if (dryRun) {
            printer.countGrids();
            run.check(printer::print, () -> {});
            return printer.exitCode();
        }
        Thread stop = new Thread(run::stop);
        Runtime.getRuntime().addShutdownHook(stop);
        Runnable tick = noProgress || options.quiet
                ? () -> {}
                : () -> terminal.progress(
                        printer.progress(run.scenarios(), inputs.files().size()));
        run.write(printer::print, tick);
        Runtime.getRuntime().removeShutdownHook(stop);
        return printer.exitCode();
    }
}
