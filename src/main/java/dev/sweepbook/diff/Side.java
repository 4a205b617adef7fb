package dev.sweepbook.diff;

import dev.sweepbook.load.Recorded;
import dev.sweepbook.report.Edition;
import dev.sweepbook.sweep.SweepFile;
import org.jspecify.annotations.Nullable;

/**
 * One of the two that are compared.
 *
 * @param title what the reader knows it by
 * @param file what it asks for
 * @param recorded the results that stand in it; null where there are none besides what this version works out
 * @param edition what else it was made from
 */
public record Side(String title, SweepFile file, @Nullable Recorded recorded, Edition edition) {}
