package dev.sweepbook.job.ledger;

/** What became of one scenario file in a run. */
public enum FileStatus {
    /** Its outputs were written. */
    DELIVERED,
    /** Its outputs stand, made from the same inputs by an earlier run. */
    UNCHANGED,
    /** It has problems; outputs of an earlier run are as they were. */
    REFUSED,
    /** It was being written while it was read; the next run has it. */
    STILL_CHANGING,
    /** Its outputs could not be written. */
    NOT_WRITTEN,
    /** The program failed on it. */
    FAILED,
    /** It was not begun. */
    NOT_BEGUN
}
