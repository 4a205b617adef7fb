package dev.sweepbook.report;

import java.util.List;

/**
 * What produced an output. Nothing here depends on the machine or the time.
 *
 * @param toolVersion version of this program
 * @param catalogVersion edition of the shipped models and devices
 * @param inputs every file that was read: the scenario file first, then the definitions it uses
 */
public record RunFacts(String toolVersion, String catalogVersion, List<InputFile> inputs) {
    /** Copies the list. */
    public RunFacts {
        inputs = List.copyOf(inputs);
    }

    /**
     * A file that was read.
     *
     * @param path relative to the root of the run, with forward slashes
     * @param sha256 of its bytes, lower-case hexadecimal
     */
    public record InputFile(String path, String sha256) {}
}
