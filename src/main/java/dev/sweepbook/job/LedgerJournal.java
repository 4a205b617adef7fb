package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.Ledger;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.load.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what becomes of the files in the ledger. A ledger that fails stops no file; the fault is remembered. */
final class LedgerJournal implements Journal {
    private final Ledger ledger;
    private final long run;
    private final OutcomeRow rows;
    private volatile @Nullable LedgerException fault;

    LedgerJournal(Ledger ledger, long run, OutcomeRow rows) {
        this.ledger = ledger;
        this.run = run;
        this.rows = rows;
    }

    @Override
    public Optional<Ledger.Delivery> last(InputFile file) {
        try {
            return ledger.lastDelivery(file.mirrorText());
        } catch (LedgerException e) {
            fault = e;
            return Optional.empty();
        }
    }

    @Override
    public void add(FileOutcome outcome) {
        rows.of(outcome).ifPresent(this::add);
    }

    void add(Problem problem) {
        add(rows.of(problem));
    }

    private void add(FileRow row) {
        try {
            ledger.add(run, row);
        } catch (LedgerException e) {
            fault = e;
        }
    }

    /** What went wrong with the ledger, or null. */
    @Nullable
    LedgerException fault() {
        return fault;
    }
}
