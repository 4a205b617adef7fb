/** Formulas that work a scenario out again where it is edited. Start at {@link dev.sweepbook.live.LiveBook}. */
@NullMarked
package dev.sweepbook.live;

import org.jspecify.annotations.NullMarked;
