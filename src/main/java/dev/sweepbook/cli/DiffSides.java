package dev.sweepbook.cli;

import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.job.FileNames;
import dev.sweepbook.job.RunReports;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.load.PathText;
import dev.sweepbook.load.Shown;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one word of {@code diff} stands for.
 *
 * @param root the folder the files are below
 * @param files the workbooks by what goes together on both sides: their paths below the folder, or nothing for a file
 * @param isFile whether a single file was named
 */
record DiffSides(Path root, Map<String, Path> files, boolean isFile) {
    private static final Pattern RUN = Pattern.compile("[0-9]{1,15}");
    private static final String HISTORY = "history";

    /** What a word stands for: a file, a folder of reports, or a run of an output folder. */
    static DiffSides of(String word, Path output, Terminal terminal) throws IOException {
        Path path = Options.path("PATH", word);
        if (Files.isDirectory(path)) {
            return new DiffSides(path, workbooks(path), false);
        } else if (Files.exists(path)) {
            Path parent = path.toAbsolutePath().getParent();
            return new DiffSides(parent == null ? path : parent, Map.of("", path), true);
        } else if (RUN.matcher(word).matches()) {
            return run(Long.parseLong(word), output, terminal);
        }
        throw new UsageException("there is no file or folder " + Shown.plain(word) + ", and it is no id of a run");
    }

    private static DiffSides run(long id, Path output, Terminal terminal) throws IOException {
        Optional<RunReports.Found> found;
        try {
            found = RunReports.of(output, id);
        } catch (LedgerException e) {
            throw new IOException(
                    "the history of " + FileNames.shown(output) + " cannot be read: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new UsageException(String.format(
                    Locale.ROOT,
                    "there is no run %d of %s; see sweepbook history, or name the output folder with --output",
                    id,
                    FileNames.shown(output)));
        }
        List<String> gone = found.get().gone();
        if (!gone.isEmpty()) {
            terminal.note("reports of run " + id + " that are no longer kept: " + Shown.escaped(String.join(", ", gone))
                    + "; run with --keep N from now on to keep the reports of N days");
        }
        if (found.get().standing().isEmpty()) {
            throw new UsageException("no report of run " + id + " is kept" + (gone.isEmpty() ? ": it made none" : ""));
        }
        return new DiffSides(output, found.get().standing(), false);
    }

    private static Map<String, Path> workbooks(Path folder) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                String name = name(visited);
                boolean kept = name.equals(HISTORY) && folder.equals(visited.getParent());
                boolean left = !visited.equals(folder) && (name.startsWith(".") || kept);
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(file);
                boolean report = attributes.isRegularFile()
                        && name.endsWith(".xlsx")
                        && !name.endsWith(ChangesBook.ENDING)
                        && !name.startsWith(".")
                        && !name.startsWith("~$");
                if (report) {
                    found.put(PathText.of(folder.relativize(file)), file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
