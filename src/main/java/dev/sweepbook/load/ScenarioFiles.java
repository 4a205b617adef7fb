package dev.sweepbook.load;

import dev.sweepbook.catalog.Catalog;
import java.nio.file.Path;
import java.util.List;

/** Reads scenario files: YAML and CSV to sweeps, every problem located. */
public final class ScenarioFiles {
    /** The most grid points a file may ask for unless the user raises it. */
    public static final long DEFAULT_LIMIT = 10_000_000L;

    /**
     * A reader.
     *
     * @param catalog the shipped models and devices
     * @param extraDefinitions folders of definitions named on the command line
     * @param limit the most grid points a file may ask for
     */
    public ScenarioFiles(Catalog catalog, List<Path> extraDefinitions, long limit) {}

    /**
     * Reads a file. Never throws for what stands in the file.
     *
     * @param root the folder the run was given, which no definition may leave
     * @param file the file
     * @return the sweep, or what is wrong
     */
    public Loaded read(Path root, Path file) {
        return new Loaded(null, new Problems(file.toString()), List.of());
    }
}
