package dev.sweepbook.job;

import java.util.Collection;

/**
 * How far a run is.
 *
 * @param scenarios estimated so far
 * @param done index points gone over, each as often as an output goes over it
 * @param total index points of the files that were read, counted alike
 * @param complete whether every file was read, so that {@code total} is all there is
 */
public record RunProgress(long scenarios, long done, long total, boolean complete) {
    /** Adds up how far the files are. */
    static RunProgress of(long scenarios, Collection<Gauge> files) {
        return new RunProgress(
                scenarios,
                files.stream().mapToLong(Gauge::done).sum(),
                files.stream().mapToLong(Gauge::total).sum(),
                files.stream().allMatch(Gauge::isKnown));
    }
}
