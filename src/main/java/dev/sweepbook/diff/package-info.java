/** Two reports compared, every change attributed to its causes. Start at {@link dev.sweepbook.diff.Diff}. */
@NullMarked
package dev.sweepbook.diff;

import org.jspecify.annotations.NullMarked;
