/** The commands; the only place that prints or exits. Start at {@link dev.sweepbook.cli.Main}. */
@NullMarked
package dev.sweepbook.cli;

import org.jspecify.annotations.NullMarked;
