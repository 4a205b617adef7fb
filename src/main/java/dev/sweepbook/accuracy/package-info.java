/**
 * Measurements held against estimates: errors, fits, error bands. Start at {@link dev.sweepbook.accuracy.Comparison} and
 * {@link dev.sweepbook.accuracy.CalibrationFit}.
 */
@NullMarked
package dev.sweepbook.accuracy;

import org.jspecify.annotations.NullMarked;
