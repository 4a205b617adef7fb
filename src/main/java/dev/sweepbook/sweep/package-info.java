/** Grids of scenarios, by index and never as a list. Start at {@link dev.sweepbook.sweep.Sweep}. */
@NullMarked
package dev.sweepbook.sweep;

import org.jspecify.annotations.NullMarked;
