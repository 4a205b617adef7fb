package dev.sweepbook.job;

/** Runs scenario files and publishes what they give. */
public final class SweepRun {
    private SweepRun() {}
}
