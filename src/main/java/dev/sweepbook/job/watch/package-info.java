/** When to run: on a drop ({@link dev.sweepbook.job.watch.WatchLoop}) or on a schedule. */
@NullMarked
package dev.sweepbook.job.watch;

import org.jspecify.annotations.NullMarked;
