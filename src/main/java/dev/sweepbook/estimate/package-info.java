/** The pure arithmetic of the formula sets. Start at {@link dev.sweepbook.estimate.Estimator}. */
@NullMarked
package dev.sweepbook.estimate;

import org.jspecify.annotations.NullMarked;
