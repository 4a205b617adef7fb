package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.RunRow;
import java.util.List;

/**
 * How a run ended.
 *
 * @param verdict how, with the exit code
 * @param run the run as the ledger has it; its id is 0 where it is not kept
 * @param files what became of each file, in order
 * @param message who holds the output folder, or why nothing could be done; else empty
 */
public record RunResult(Verdict verdict, RunRow run, List<FileRow> files, String message) {
    /** Copies the list. */
    public RunResult {
        files = List.copyOf(files);
    }
}
