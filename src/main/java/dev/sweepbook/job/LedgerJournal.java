package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.job.ledger.Ledger;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.load.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Keeps what becomes of the files in the ledger. A ledger that fails stops no file; the fault is remembered. */
final class LedgerJournal implements Journal {
    private final Ledger ledger;
    private final long run;
    private final OutcomeRow rows;
    private final Queue<FileRow> waiting = new ConcurrentLinkedQueue<>();
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

    /** A delivery is kept at once, so that no later run does it again; the rest can wait for the end. */
    @Override
    public void add(FileOutcome outcome) {
        rows.of(outcome).ifPresent(row -> {
            if (row.status() == FileStatus.DELIVERED) {
                write(List.of(row));
            } else {
                waiting.add(row);
            }
        });
    }

    void add(Problem problem) {
        waiting.add(rows.of(problem));
    }

    private void write(List<FileRow> files) {
        try {
            ledger.add(run, files);
        } catch (LedgerException e) {
            fault = e;
        }
    }

    /** Writes what waits, and says what went wrong with the ledger so far, or null. */
    @Nullable
    LedgerException flush() {
        write(List.copyOf(waiting));
        waiting.clear();
        return fault;
    }
}
