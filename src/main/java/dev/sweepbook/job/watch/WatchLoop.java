package dev.sweepbook.job.watch;

import dev.sweepbook.job.FileNames;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Scans, runs what is ready, and scans again. Only the scan decides; events make the next one come sooner. */
public final class WatchLoop {
    private static final int MOST_DOUBLINGS = 6;

    private final Supplier<Scan> scans;
    private final Wake wake;
    private final Run run;
    private final Consumer<String> note;
    private final Pace pace;
    private final Readiness readiness = new Readiness();
    private Set<String> told = new HashSet<>();
    private int failures;
    private int pause;

    /** Runs what is ready. */
    @FunctionalInterface
    public interface Run {
        /**
         * Runs.
         *
         * @param inputs what is ready
         * @return how it ended
         * @throws InterruptedException where the calling thread is interrupted
         */
        Verdict of(Inputs inputs) throws InterruptedException;
    }

    /**
     * How often the folders are scanned.
     *
     * @param idle while nothing happens
     * @param settle while something is being written
     */
    public record Pace(Duration idle, Duration settle) {}

    /**
     * A watch that has not begun.
     *
     * @param scans looks at the folders
     * @param wake waits between scans
     * @param run runs what is ready
     * @param note takes what the operator should know
     * @param pace how often the folders are scanned
     */
    public WatchLoop(Supplier<Scan> scans, Wake wake, Run run, Consumer<String> note, Pace pace) {
        this.scans = scans;
        this.wake = wake;
        this.run = run;
        this.note = note;
        this.pace = pace;
    }

    /**
     * Goes on until the thread is interrupted or the process ends.
     *
     * @throws InterruptedException where the calling thread is interrupted
     */
    public void forever() throws InterruptedException {
        while (true) {
            once();
        }
    }

    /** One scan, and what follows from it. */
    void once() throws InterruptedException {
        Scan scan = scans.get();
        Readiness.Look look = readiness.look(scan);
        tell(scan.inputs(), look.unready());
        if (look.isDue() && pause == 0) {
            Verdict verdict = run.of(look.inputs());
            if (verdict == Verdict.BUSY || verdict == Verdict.NOT_WRITTEN) {
                pause = 1 << Math.min(failures++, MOST_DOUBLINGS); // scans until it is tried again
            } else {
                readiness.worked();
                failures = 0;
            }
        }
        pause = Math.max(0, pause - 1);
        wake.await(scan.folders(), look.unready().isEmpty() ? pace.idle() : pace.settle());
    }

    /** Once for each file and state. */
    private void tell(Inputs inputs, List<Path> unready) {
        Set<String> now = new HashSet<>();
        for (Path missing : inputs.missing()) {
            now.add("there is no file or folder " + FileNames.shown(missing) + "; waiting for it");
        }
        for (Path file : unready) {
            now.add(FileNames.shown(file) + ": is being written; left for the next scan");
        }
        now.stream().filter(line -> !told.contains(line)).sorted().forEach(note);
        told = now;
    }
}
