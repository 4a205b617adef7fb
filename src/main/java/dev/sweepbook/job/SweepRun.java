package dev.sweepbook.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works on scenario files, several at a time, and publishes what they give. One bad file never stops the others. What
 * became of them is told in the order of the files, however many threads there are.
 */
public final class SweepRun {
    private static final long TICK_MILLISECONDS = 200;

    private final Request request;
    private final List<InputFile> files;
    private final Temporaries temporaries = new Temporaries();
    private final List<Tally> tallies = new ArrayList<>();
    private volatile boolean stopped;
    private volatile @Nullable Path spill;

    /**
     * A run that has not begun.
     *
     * @param request what is asked for
     * @param files the scenario files
     */
    public SweepRun(Request request, List<InputFile> files) {
        this.request = request;
        this.files = List.copyOf(files);
        this.files.forEach(file -> tallies.add(new Tally()));
    }

    /**
     * Writes the outputs of every file.
     *
     * @param told takes what became of each file, in order
     * @param tick called a few times a second while nothing is told
     * @throws InterruptedException where the calling thread is interrupted
     */
    public void write(Consumer<FileOutcome> told, Runnable tick) throws InterruptedException {
        spill = request.formats().contains(Format.XLSX) ? temporaryFolder() : null;
        try {
            work(false, told, tick);
        } finally {
            removeSpill();
        }
    }

    /**
     * Reads and checks every file and writes nothing.
     *
     * @param told takes what became of each file, in order
     * @param tick called a few times a second while nothing is told
     * @throws InterruptedException where the calling thread is interrupted
     */
    public void check(Consumer<FileOutcome> told, Runnable tick) throws InterruptedException {
        work(true, told, tick);
    }

    /** Stops from another thread: what is unfinished is removed, what is being published is finished. */
    public void stop() {
        stopped = true;
        temporaries.stop();
        removeSpill();
    }

    /**
     * Scenarios estimated so far.
     *
     * @return how many, in all files
     */
    public long scenarios() {
        return tallies.stream().mapToLong(Tally::scenarios).sum();
    }

    private void work(boolean checkOnly, Consumer<FileOutcome> told, Runnable tick) throws InterruptedException {
        OutputPlan plan = new OutputPlan(request.output(), request.formats(), files);
        FileWork work = new FileWork(request, plan, new FileReader(request), temporaries, spill);
        int threads = Math.max(1, Math.min(request.pace().threads(), files.size()));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<FileOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                InputFile file = files.get(i);
                Tally tally = tallies.get(i);
                outcomes.add(pool.submit(() -> begin(work, file, tally, checkOnly)));
            }
            for (Future<FileOutcome> outcome : outcomes) {
                told.accept(await(outcome, tick));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private FileOutcome begin(FileWork work, InputFile file, Tally tally, boolean checkOnly) {
        if (stopped) {
            return new FileOutcome.NotStarted(file);
        }
        FileOutcome outcome = work.run(file, tally, checkOnly);
        boolean good = outcome instanceof FileOutcome.Delivered || outcome instanceof FileOutcome.Good;
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

    /** Rows that outgrow the memory; without a folder of our own they go where the system puts such files. */
    private static @Nullable Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sweepbook-");
        } catch (IOException e) {
            return null;
        }
    }

    private void removeSpill() {
        Path folder = spill;
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            return; // The system clears its temporary folder.
        }
    }
}
