package dev.sweepbook.job.ledger;

import java.time.Instant;

/**
 * A run in the ledger.
 *
 * @param id its number; later runs have larger ones, whatever the clock said
 * @param status what became of it
 * @param started when it began
 * @param seconds how long it took, NaN where it did not end
 * @param exit its exit code, -1 where it did not end
 * @param toolVersion version of this program
 * @param counts the files it saw
 */
public record RunRow(
        long id, RunStatus status, Instant started, double seconds, int exit, String toolVersion, Counts counts) {
    /**
     * The run as it ended.
     *
     * @param ended what became of it
     * @param code its exit code
     * @param took seconds
     * @param saw the files it saw
     * @return the same run
     */
    public RunRow ended(RunStatus ended, int code, double took, Counts saw) {
        return new RunRow(id, ended, started, took, code, toolVersion, saw);
    }
}
