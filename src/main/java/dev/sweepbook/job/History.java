package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.Ledger;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.job.ledger.RunRow;
import dev.sweepbook.job.ledger.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of an output folder, as somebody sees them who only looks. */
public final class History {
    private History() {}

    /**
     * A run with its files.
     *
     * @param run the run
     * @param files its files, without hashes and figures
     */
    public record Entry(RunRow run, List<FileRow> files) {
        /** Copies the list. */
        public Entry {
            files = List.copyOf(files);
        }
    }

    /**
     * The latest runs. One that still counts as running although nobody holds the folder was killed.
     *
     * @param output the output folder
     * @param most how many
     * @return the newest first; empty where no run was kept
     * @throws LedgerException where the ledger cannot be read
     */
    public static List<Entry> of(Path output, int most) throws LedgerException {
        Path folder = output.resolve(RecordedRun.FOLDER);
        try (Scratch scratch = Scratch.open()) {
            unpackInto(scratch);
            Optional<Ledger> found = Ledger.look(folder);
            if (found.isEmpty()) {
                return List.of();
            }
            try (Ledger ledger = found.get()) {
                boolean held = RunLock.isHeld(folder);
                List<Entry> entries = new ArrayList<>();
                for (RunRow run : ledger.runs(most)) {
                    boolean dead = run.status() == RunStatus.RUNNING && !held;
                    RunRow seen = dead ? run.ended(RunStatus.INTERRUPTED, -1, Double.NaN, run.counts()) : run;
                    entries.add(new Entry(seen, ledger.filesOf(run.id())));
                }
                return entries;
            }
        }
    }

    /**
     * When the latest run began.
     *
     * @param output the output folder
     * @return the run, or nothing where no run was kept
     * @throws LedgerException where the ledger cannot be read
     */
    public static Optional<RunRow> latest(Path output) throws LedgerException {
        return of(output, 1).stream().map(Entry::run).findFirst();
    }

    /** SQLite's library is unpacked once a process; in our folder nothing of it outlives a kill for long. */
    static void unpackInto(@Nullable Scratch scratch) {
        if (scratch != null) {
            System.setProperty("org.sqlite.tmpdir", scratch.folder().toString());
        }
    }
}
