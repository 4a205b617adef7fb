package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.load.Problem;
import dev.sweepbook.sweep.SweepFile;
import java.nio.file.Path;
import java.util.List;

/** What became of one scenario file. */
public sealed interface FileOutcome {
    /**
     * The scenario file.
     *
     * @return the file
     */
    InputFile file();

    /**
     * Its outputs stand in their places.
     *
     * @param file the scenario file
     * @param outputs what was written, the manifest left out
     * @param tally how many scenarios there were
     * @param remarks what the reader should know of how it was read
     * @param row what the ledger keeps of it
     */
    record Delivered(InputFile file, List<Path> outputs, Tally tally, List<String> remarks, FileRow row)
            implements FileOutcome {
        /** Copies the lists. */
        public Delivered {
            outputs = List.copyOf(outputs);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Its outputs stand in their places already, made from the same inputs.
     *
     * @param file the scenario file
     * @param outputs where they stand, the manifest left out
     * @param row what the ledger keeps of it
     */
    record Unchanged(InputFile file, List<Path> outputs, FileRow row) implements FileOutcome {
        /** Copies the list. */
        public Unchanged {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * Somebody is still writing it, or something it uses. The next run has it; outputs of an earlier run are as they
     * were.
     *
     * @param file the scenario file
     */
    record StillChanging(InputFile file) implements FileOutcome {}

    /**
     * It was read and is good; nothing was to be written.
     *
     * @param file the scenario file
     * @param sweep what it asks for
     * @param scenarios scenarios left after exclusions, with includes
     */
    record Good(InputFile file, SweepFile sweep, long scenarios) implements FileOutcome {}

    /**
     * It has problems. Outputs of an earlier run are as they were.
     *
     * @param file the scenario file
     * @param first the first of them
     * @param count how many there are
     * @param kept outputs of an earlier run
     */
    record Refused(InputFile file, List<Problem> first, long count, List<Path> kept) implements FileOutcome {
        /** Copies the lists. */
        public Refused {
            first = List.copyOf(first);
            kept = List.copyOf(kept);
        }
    }

    /**
     * Its outputs could not be written.
     *
     * @param file the scenario file
     * @param message the place, the reason and the remedy
     * @param fault what the system said
     */
    record NotWritten(InputFile file, String message, Exception fault) implements FileOutcome {}

    /**
     * The program failed on it.
     *
     * @param file the scenario file
     * @param message what happened, in words
     * @param fault where
     */
    record Failed(InputFile file, String message, Throwable fault) implements FileOutcome {}

    /**
     * It was not begun, since another failed before or the run was interrupted.
     *
     * @param file the scenario file
     */
    record NotStarted(InputFile file) implements FileOutcome {}
}
