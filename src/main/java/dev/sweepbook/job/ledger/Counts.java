package dev.sweepbook.job.ledger;

/**
 * How many files a run saw, by what became of them.
 *
 * @param files all of them
 * @param delivered whose outputs were written
 * @param unchanged whose outputs stood already
 * @param failed which did not go well
 * @param scenarios scenarios in what was delivered
 */
public record Counts(int files, int delivered, int unchanged, int failed, long scenarios) {
    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
}
