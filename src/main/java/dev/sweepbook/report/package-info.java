/** What a row shows: the column catalogue and the summary, without a file format. Start at {@link dev.sweepbook.report.Columns}. */
@NullMarked
package dev.sweepbook.report;

import org.jspecify.annotations.NullMarked;
