package dev.sweepbook.scenario;

/** How tensor parallelism divides a matrix. */
public enum Split {
    /** Each device makes a part of what comes out. */
    OUTPUTS,
    /** Each device takes a part of what goes in; the results are added up. */
    INPUTS,
    /** Each device has all of it. */
    COPIED
}
