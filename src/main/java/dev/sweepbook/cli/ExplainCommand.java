package dev.sweepbook.cli;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.load.Shown;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: one scenario worked step by step. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Works one scenario step by step: each equation, its numbers, its unit, its source.")
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", description = "A scenario file.")
    Path path = Path.of("");

    @Option(names = "--scenario", required = true, paramLabel = "N", description = "The scenario's number.")
    long number;

    @Mixin
    RequestOptions options = new RequestOptions();

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(path)) {
            throw new UsageException("there is no file " + Shown.escaped(path.toString()));
        }
        Path folder = path.getParent();
        Loaded loaded = new ScenarioFiles(Catalog.shipped(), options.catalogs, options.limit)
                .read(folder == null ? Path.of("") : folder, path);
        SweepFile file = loaded.sweep();
        if (file == null) {
            terminal.problems(loaded.problems().first(), loaded.problems().count());
            return ExitCode.SOME_FAILED;
        }
        Optional<Row> row = new RowCursor(file).row(number);
        if (row.isEmpty()) {
            throw new UsageException("no scenario " + number + " in " + Shown.escaped(path.toString())
                    + "; numbers start at 1, and excluded points have none");
        }
        new ExplanationText(terminal).print(row.get(), file);
        return ExitCode.OK;
    }
}
