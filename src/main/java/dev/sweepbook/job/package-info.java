/** Folders in, published outputs out. Start at {@link dev.sweepbook.job.SweepRun}. */
@NullMarked
package dev.sweepbook.job;

import org.jspecify.annotations.NullMarked;
