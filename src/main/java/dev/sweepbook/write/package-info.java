/** Rows to files: workbook and CSV. Start at {@link dev.sweepbook.write.Sink}. */
@NullMarked
package dev.sweepbook.write;

import org.jspecify.annotations.NullMarked;
