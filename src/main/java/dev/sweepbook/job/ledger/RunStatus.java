package dev.sweepbook.job.ledger;

/** What became of a run. */
public enum RunStatus {
    /** It is at work. */
    RUNNING,
    /** It wrote something, and everything went well. */
    SUCCESS,
    /** Everything went well and nothing was to be written. */
    UNCHANGED,
    /** It ended with another exit code than 0. */
    FAILED,
    /** It was stopped, or its process died. */
    INTERRUPTED
}
