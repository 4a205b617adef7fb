/** The ledger of runs, kept in SQLite. Start at {@link dev.sweepbook.job.ledger.Ledger}. */
@NullMarked
package dev.sweepbook.job.ledger;

import org.jspecify.annotations.NullMarked;
