package dev.sweepbook.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works on scenario files, several at a time, and publishes what they give. One bad file never stops the others. What
 * became of them is told in the order of the files, however many threads there are.
 */
public final class SweepRun {
    private static final long TICK_MILLISECONDS = 200;

    private final Request request;
    private final List<InputFile> files;
    private final Policy policy;
    private final Journal journal;
    private final RoomCheck room;
    private final Clock clock;
    private final Temporaries temporaries;
    private final List<Tally> tallies = new ArrayList<>();
    private final List<Gauge> gauges = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * A run that has not begun, knows of no other, and leaves no trace besides its outputs.
     *
     * @param request what is asked for
     * @param files the scenario files
     */
    public SweepRun(Request request, List<InputFile> files) {
        this(request, files, RoomCheck.ofSystem());
    }

    SweepRun(Request request, List<InputFile> files, RoomCheck room) {
        this(request, files, Policy.AFRESH, Journal.NONE, new Temporaries(), room, Clock.systemUTC());
    }

    SweepRun(
            Request request,
            List<InputFile> files,
            Policy policy,
            Journal journal,
            Temporaries temporaries,
            RoomCheck room,
            Clock clock) {
        this.request = request;
        this.policy = policy;
        this.journal = journal;
        this.temporaries = temporaries;
        this.room = room;
        this.clock = clock;
        this.files = List.copyOf(files);
        this.files.forEach(file -> tallies.add(new Tally()));
        this.files.forEach(file -> gauges.add(new Gauge()));
    }

    /**
     * Writes the outputs of every file.
     *
     * @param spill folder for rows that outgrow the memory, or null for the system's own
     * @param told takes what became of each file, in order
     * @param tick called a few times a second while nothing is told
     * @throws InterruptedException where the calling thread is interrupted
     */
    void write(@Nullable Path spill, Consumer<FileOutcome> told, Runnable tick) throws InterruptedException {
        FileWork work = work(spill);
        each(work::run, told, tick);
    }

    /**
     * Reads and checks every file and writes nothing.
     *
     * @param told takes what became of each file, in order
     * @param tick called a few times a second while nothing is told
     * @throws InterruptedException where the calling thread is interrupted
     */
    public void check(Consumer<FileOutcome> told, Runnable tick) throws InterruptedException {
        FileWork work = work(null);
        each((file, tally, gauge) -> work.check(file), told, tick);
    }

    /** Stops from another thread: what is unfinished is removed, what is being published is finished. */
    public void stop() {
        stopped = true;
        Engine engine = request.division().engine();
        if (engine != null) {
            engine.stop();
        }
        temporaries.stop();
    }

    /**
     * How far the run is.
     *
     * @return all files together
     */
    public RunProgress progress() {
        return RunProgress.of(tallies.stream().mapToLong(Tally::scenarios).sum(), gauges);
    }

    private FileWork work(@Nullable Path spill) {
        OutputPlan plan = new OutputPlan(request.output(), request.written(), files);
        int threads = Math.max(
                1,
                request.pace().threads() / Math.max(1, Math.min(request.pace().threads(), files.size())));
        FileWork.Setting setting = new FileWork.Setting(
                request, policy, plan, journal, temporaries, Mover.OF_SYSTEM, room, clock, threads);
        return new FileWork(setting, new FileReader(request), spill);
    }

    private interface Work {
        FileOutcome on(InputFile file, Tally tally, Gauge gauge);
    }

    private void each(Work work, Consumer<FileOutcome> told, Runnable tick) throws InterruptedException {
        int threads = Math.max(1, Math.min(request.pace().threads(), files.size()));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<FileOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                InputFile file = files.get(i);
                Tally tally = tallies.get(i);
                Gauge gauge = gauges.get(i);
                outcomes.add(pool.submit(() -> begin(work, file, tally, gauge)));
            }
            for (Future<FileOutcome> outcome : outcomes) {
                told.accept(await(outcome, tick));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private FileOutcome begin(Work work, InputFile file, Tally tally, Gauge gauge) {
        if (stopped) {
            return new FileOutcome.NotStarted(file);
        }
        FileOutcome outcome = work.on(file, tally, gauge);
        gauge.end();
        journal.add(outcome);
        boolean good = outcome instanceof FileOutcome.Delivered
                || outcome instanceof FileOutcome.Unchanged
                || outcome instanceof FileOutcome.Good;
        if (!good && request.pace().failFast()) {
            stopped = true;
        }
        return outcome;
    }

    private static FileOutcome await(Future<FileOutcome> outcome, Runnable tick) throws InterruptedException {
        while (true) {
            try {
                return outcome.get(TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                tick.run();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
