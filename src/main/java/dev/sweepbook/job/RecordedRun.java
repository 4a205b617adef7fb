package dev.sweepbook.job;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.job.ledger.Counts;
import dev.sweepbook.job.ledger.Ledger;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.job.ledger.RunRow;
import dev.sweepbook.job.ledger.RunStatus;
import dev.sweepbook.load.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run in an output folder that others use too: alone there, kept in the ledger, doing only what changed, with an index
 * of the reports at its end. In order: lock, ledger, what dead runs left, the files, the index, the ledger again.
 */
public final class RecordedRun {
    /** The folder of ledger and lock in an output folder. */
    public static final String FOLDER = ".sweepbook";

    private static final long WAIT_MILLISECONDS = 500;

    private final Request request;
    private final Policy policy;
    private final Clock clock;
    private final Temporaries temporaries = new Temporaries();
    private final long begun = System.nanoTime();
    private @Nullable SweepRun sweepRun;
    private @Nullable Keeping keeping;
    private boolean stopped;

    /** How the output folder is taken. */
    public enum Locking {
        /** Gives up where another run has it. */
        ONCE,
        /** Waits until the other run ends. */
        WAIT,
        /** Puts the lock of another run aside first. */
        FORCE
    }

    /**
     * A run that has not begun.
     *
     * @param request what is asked for
     * @param policy how what stands there already is treated
     * @param clock tells when runs begin
     */
    public RecordedRun(Request request, Policy policy, Clock clock) {
        this.request = request;
        this.policy = policy;
        this.clock = clock;
    }

    /** What is held while the run lasts. */
    private record Keeping(
            RunLock lock,
            @Nullable Scratch scratch,
            @Nullable Ledger ledger,
            RunRow row) {
        @Nullable
        Path spill() {
            return scratch == null ? null : scratch.folder();
        }
    }

    /**
     * Runs.
     *
     * @param inputs the scenario files
     * @param locking how the output folder is taken
     * @param listener hears how it goes
     * @return how it ended
     * @throws InterruptedException where the calling thread is interrupted
     */
    public RunResult run(Inputs inputs, Locking locking, RunListener listener) throws InterruptedException {
        RunRow row =
                new RunRow(0, RunStatus.RUNNING, clock.instant(), Double.NaN, -1, request.toolVersion(), Counts.NONE);
        OutcomeRow rows = new OutcomeRow(new Shortened(request, inputs.files()));
        RunCounter counter = new RunCounter(rows);
        Path folder = request.output().resolve(FOLDER);
        if (inputs.files().isEmpty() && inputs.problems().isEmpty() && !Files.exists(folder)) {
            return ended(row, counter, "");
        }
        try {
            RunLock lock = lock(folder, row.started(), locking, listener);
            begin(lock, row, counter, listener);
        } catch (RunLock.HeldException e) {
            return new RunResult(Verdict.BUSY, row, List.of(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            counter.notWritten();
            return ended(row, counter, Faults.cannotBeWritten(request.output(), e));
        }
        boolean finished = false;
        try {
            RunResult result = work(inputs, counter, rows, listener);
            finished = true;
            return result;
        } finally {
            end(finished && !isStopped() ? null : RunStatus.INTERRUPTED, counter);
        }
    }

    private RunLock lock(Path folder, Instant start, Locking locking, RunListener listener)
            throws IOException, InterruptedException {
        if (locking == Locking.FORCE) {
            RunLock.forceUnlock(folder);
        }
        boolean told = false;
        while (true) {
            try {
                return RunLock.take(folder, start, RunLock.Locks.OF_SYSTEM);
            } catch (RunLock.HeldException e) {
                if (locking != Locking.WAIT) {
                    throw e;
                }
                if (!told) {
                    listener.waiting(String.valueOf(e.getMessage()));
                    told = true;
                }
                Thread.sleep(WAIT_MILLISECONDS);
            }
        }
    }

    private synchronized void begin(RunLock lock, RunRow row, RunCounter counter, RunListener listener) {
        Scratch scratch = Scratch.open();
        Ledger ledger = null;
        RunRow kept = row;
        try {
            History.unpackInto(scratch);
            ledger = Ledger.open(request.output().resolve(FOLDER), clock);
            ledger.notes().forEach(listener::note);
            kept = ledger.begin(
                    row.started(), request.toolVersion(), Catalog.shipped().version(), options());
        } catch (LedgerException e) {
            tellFault(e, counter, listener);
        }
        keeping = new Keeping(lock, scratch, ledger, kept);
    }

    private void tellFault(LedgerException fault, RunCounter counter, RunListener listener) {
        if (fault.isUnavailable()) {
            listener.note("the history cannot be kept: " + fault.getMessage());
            return;
        }
        Path file = request.output().resolve(FOLDER).resolve(Ledger.FILE);
        listener.note(FileNames.shown(file) + ": the history cannot be kept: " + fault.getMessage()
                + "; the reports are written all the same");
        counter.notWritten();
    }

    private String options() {
        String formats = request.formats().stream().map(Format::id).collect(Collectors.joining(","));
        Division division = request.division();
        return "--format " + formats
                + (division.isShard() ? " --shard " + division.part() + "/" + division.count() : "")
                + (division.engine() == null
                        ? ""
                        : " --engine " + division.engine().id())
                + (request.columns().isEmpty() ? "" : " --columns " + String.join(",", request.columns()))
                + (policy.force() ? " --force" : "")
                + (policy.keep() == 0 ? "" : " --keep " + policy.keep())
                + (policy.failOn() == null
                        ? ""
                        : " --fail-on '" + policy.failOn().text() + "'");
    }

    private RunResult work(Inputs inputs, RunCounter counter, OutcomeRow rows, RunListener listener)
            throws InterruptedException {
        Keeping kept = keptOrThrow();
        Ledger ledger = kept.row().id() == 0 ? null : kept.ledger();
        LedgerJournal journal =
                ledger == null ? null : new LedgerJournal(ledger, kept.row().id(), rows);
        try {
            temporaries.sweepUnder(request.output());
            PartFolder.delete(PartFolder.of(request.output()));
        } catch (IOException e) {
            listener.note("what killed runs left cannot be removed: " + Faults.reason(e));
        }
        for (Problem problem : inputs.problems()) {
            counter.add(rows.of(problem));
            if (journal != null) {
                journal.add(problem);
            }
        }
        SweepRun run = new SweepRun(
                request,
                inputs.files(),
                policy,
                journal == null ? Journal.NONE : journal,
                temporaries,
                RoomCheck.ofSystem(),
                clock);
        begun(run);
        run.write(
                kept.spill(),
                outcome -> {
                    counter.add(outcome);
                    listener.told(outcome);
                },
                () -> listener.tick(run.progress()));
        return finish(kept, journal, counter, listener);
    }

    private synchronized Keeping keptOrThrow() throws InterruptedException {
        if (keeping == null) {
            throw new InterruptedException("stopped before it began");
        }
        return keeping;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void begun(SweepRun run) {
        sweepRun = run;
        if (stopped) {
            run.stop();
        }
    }

    /** Nothing of this is done where the run was stopped meanwhile. */
    private synchronized RunResult finish(
            Keeping kept, @Nullable LedgerJournal journal, RunCounter counter, RunListener listener) {
        if (stopped) {
            return ended(kept.row(), counter, "");
        }
        try {
            new KeptReports(request.output(), policy.keep()).prune();
        } catch (IOException e) {
            listener.note("old reports cannot be removed: " + Faults.reason(e));
        }
        LedgerException fault = journal == null ? null : journal.flush();
        if (fault != null) {
            tellFault(fault, counter, listener);
        }
        RunResult result = ended(kept.row(), counter, "");
        if (kept.ledger() == null || journal == null) {
            return result;
        }
        try {
            new IndexFile(request.output(), temporaries).write(kept.ledger(), result.run(), listener);
        } catch (LedgerException e) {
            tellFault(e, counter, listener);
        } catch (IOException e) {
            listener.note(Faults.cannotBeWritten(request.output().resolve(IndexFile.NAME), e));
            counter.notWritten();
        }
        result = ended(kept.row(), counter, "");
        try {
            kept.ledger().finish(result.run());
            return result;
        } catch (LedgerException e) {
            tellFault(e, counter, listener);
            return ended(kept.row(), counter, "");
        }
    }

    private RunResult ended(RunRow row, RunCounter counter, String message) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        Verdict verdict = counter.verdict();
        RunRow ended = row.ended(counter.status(), verdict.code(), seconds, counter.counts());
        return new RunResult(verdict, ended, counter.files(), message);
    }

    /** Stops from another thread: what is unfinished is removed, what is being published is finished. */
    public void stop() {
        SweepRun run;
        synchronized (this) {
            stopped = true;
            run = sweepRun;
        }
        if (run != null) {
            run.stop();
        }
        end(RunStatus.INTERRUPTED, null);
    }

    /** Lets everything go, once. */
    private synchronized void end(@Nullable RunStatus status, @Nullable RunCounter counter) {
        Keeping kept = keeping;
        keeping = null;
        if (kept == null) {
            return;
        }
        Ledger ledger = kept.ledger();
        if (ledger != null && status != null && kept.row().id() > 0) {
            Counts counts = counter == null ? Counts.NONE : counter.counts();
            double seconds = (System.nanoTime() - begun) / 1e9;
            RunRow row = kept.row().ended(status, -1, seconds, counts);
            close(() -> ledger.finish(row));
        }
        if (ledger != null) {
            close(ledger);
        }
        if (kept.scratch() != null) {
            close(kept.scratch());
        }
        close(kept.lock());
    }

    private static void close(Closeable held) {
        try {
            held.close();
        } catch (IOException e) {
            return; // The next run finds things as a killed one leaves them.
        }
    }
}
