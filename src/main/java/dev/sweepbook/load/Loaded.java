package dev.sweepbook.load;

import dev.sweepbook.sweep.SweepFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading a scenario file gave.
 *
 * @param sweep what it asks for, or null where there are problems
 * @param problems what is wrong with it
 * @param inputs every file that was read for it: the scenario file first, then the definitions it uses, its template last
 * @param template the workbook its report is made from, or null
 */
public record Loaded(
        @Nullable SweepFile sweep,
        Problems problems,
        List<Input> inputs,
        @Nullable Template template) {
    /**
     * A file that was read.
     *
     * @param path relative to the root of the run, with forward slashes
     * @param sha256 of the bytes that were read, lower-case hexadecimal
     * @param file where it is
     */
    public record Input(String path, String sha256, Path file) {}
}
