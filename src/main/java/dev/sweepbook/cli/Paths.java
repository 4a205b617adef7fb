package dev.sweepbook.cli;

import dev.sweepbook.job.Inputs;
import dev.sweepbook.load.Shown;
import java.nio.file.Path;
import java.util.List;

/** The paths a command was given. */
final class Paths {
    private static final Path DEFAULT = Path.of("scenarios");

    private Paths() {}

    static Inputs find(List<Path> paths, Path output) {
        Inputs inputs = Inputs.find(paths.isEmpty() ? List.of(DEFAULT) : paths, output);
        if (!inputs.missing().isEmpty()) {
            throw new UsageException("there is no file or folder "
                    + Shown.escaped(inputs.missing().get(0).toString())
                    + (paths.isEmpty() ? "; name the files to run, or begin a folder scenarios" : ""));
        }
        return inputs;
    }
}
