package dev.sweepbook.job;

import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.job.ledger.Ledger;
import dev.sweepbook.job.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the workbooks of a run: in their places, or where old reports are kept. They are known by their hashes. */
public final class RunReports {
    private RunReports() {}

    /**
     * The workbooks of a run.
     *
     * @param standing where each is, by its path below the output folder
     * @param gone those that were replaced and not kept
     */
    public record Found(Map<String, Path> standing, List<String> gone) {
        /** Copies list and map. */
        public Found {
            standing = new TreeMap<>(standing);
            gone = List.copyOf(gone);
        }
    }

    /**
     * Looks for the workbooks of a run.
     *
     * @param output the output folder
     * @param id id of the run
     * @return what there is of it, or nothing where the ledger has no such run
     * @throws LedgerException where the ledger cannot be read
     * @throws IOException where the folder of old reports cannot be read
     */
    public static Optional<Found> of(Path output, long id) throws LedgerException, IOException {
        try (Scratch scratch = Scratch.open()) {
            History.unpackInto(scratch);
            Optional<Ledger> found = Ledger.look(output.resolve(RecordedRun.FOLDER));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (Ledger ledger = found.get()) {
                return ledger.run(id).isEmpty() ? Optional.empty() : Optional.of(find(output, ledger.outputsOf(id)));
            }
        }
    }

    private static Found find(Path output, Map<String, String> hashes) throws IOException {
        Map<String, Path> standing = new TreeMap<>();
        List<String> gone = new ArrayList<>();
        List<Path> days = days(output.resolve(KeptReports.FOLDER));
        for (Map.Entry<String, String> entry : hashes.entrySet()) {
            String below = entry.getKey();
            if (below.endsWith(Format.XLSX.ending()) && !below.endsWith(ChangesBook.ENDING)) {
                find(output, days, below, entry.getValue())
                        .ifPresentOrElse(path -> standing.put(below, path), () -> gone.add(below));
            }
        }
        return new Found(standing, gone);
    }

    private static Optional<Path> find(Path output, List<Path> days, String below, String sha256) {
        List<Path> places = new ArrayList<>();
        places.add(output.resolve(below));
        for (Path day : days) {
            Path kept = day.resolve(below);
            places.add(kept);
            Path numbered = OpenOutputs.numbered(kept, 2);
            for (int number = 3; Files.exists(numbered); number++) {
                places.add(numbered);
                numbered = OpenOutputs.numbered(kept, number);
            }
        }
        return places.stream().filter(place -> Hashes.isOf(place, sha256)).findFirst();
    }

    private static List<Path> days(Path folder) throws IOException {
        List<Path> days = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(days::add);
            }
        }
        days.sort(
                Comparator.comparing((Path day) -> day.getFileName().toString()).reversed());
        return days;
    }
}
