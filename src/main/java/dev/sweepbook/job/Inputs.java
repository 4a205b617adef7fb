package dev.sweepbook.job;

import dev.sweepbook.load.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scenario files under some paths, in an order that does not depend on the file system.
 *
 * @param files what is to be worked on
 * @param missing paths that do not exist
 * @param problems files and folders that cannot be scenario files or cannot be looked into
 * @param notes what was left out although it looks like meant, each a line
 */
public record Inputs(List<InputFile> files, List<Path> missing, List<Problem> problems, List<String> notes) {
    /** Copies the lists. */
    public Inputs {
        files = List.copyOf(files);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /**
     * Looks for scenario files.
     *
     * @param paths files and folders
     * @param output folder of the outputs, which is not looked into where it lies inside a folder
     * @return what was found
     */
    public static Inputs find(List<Path> paths, Path output) {
        Walk walk = new Walk(realOrNull(output));
        paths.forEach(walk::start);
        return new Inputs(List.copyOf(walk.files.values()), walk.missing, walk.problems, walk.notes);
    }

    private static @Nullable Path realOrNull(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }

    private static final class Walk {
        private static final Set<String> READ = Set.of("yaml", "yml", "csv", "xlsx");
        private static final Set<String> NEAR = Set.of("tsv", "tab", "txt", "xls", "xlsm", "ods", "json", "toml");
        private static final List<String> UNFINISHED = List.of("~", ".tmp", ".swp", ".part", ".crdownload");
        private static final String NAMES = "scenario files end in .yaml, .yml, .csv or .xlsx";

        final @Nullable Path output;
        final Map<Path, InputFile> files = new LinkedHashMap<>();
        final List<Path> missing = new ArrayList<>();
        final List<Problem> problems = new ArrayList<>();
        final List<String> notes = new ArrayList<>();

        Walk(@Nullable Path output) {
            this.output = output;
        }

        void start(Path path) {
            if (!Files.exists(path)) {
                missing.add(path);
            } else if (Files.isDirectory(path)) {
                folder(path, path);
            } else {
                Path folder = path.getParent();
                named(folder == null ? Path.of("") : folder, path);
            }
        }

        private void named(Path root, Path file) {
            String ending = ending(FileNames.text(file));
            if (!READ.contains(ending)) {
                problem(file, "is not a scenario file: " + NAMES);
            } else if (!Files.isRegularFile(file)) {
                notRegular(file);
            } else {
                add(root, file);
            }
        }

        private void folder(Path root, Path folder) {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            } catch (IOException | DirectoryIteratorException e) {
                IOException fault = e instanceof IOException read ? read : new IOException(e.getCause());
                problem(folder, "the folder cannot be read: " + Faults.reason(fault));
                return;
            }
            entries.sort(Comparator.comparing(FileNames::text));
            for (Path entry : entries) {
                entry(root, entry);
            }
        }

        private void entry(Path root, Path entry) {
            String name = FileNames.text(entry.getFileName());
            if (name.startsWith(".")
                    || name.startsWith("~$")
                    || UNFINISHED.stream().anyMatch(name::endsWith)) {
                return;
            }
            BasicFileAttributes attributes;
            try {
                attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (IOException e) {
                problem(entry, "cannot be read: " + Faults.reason(e));
                return;
            }
            String ending = ending(name);
            if (attributes.isSymbolicLink()) {
                if (READ.contains(ending)) {
                    note(entry, "is a link and was left out: name it on the command line to run it");
                }
            } else if (attributes.isDirectory()) {
                if (!name.equals("catalog") && !isOutput(entry)) {
                    folder(root, entry);
                }
            } else if (READ.contains(ending)) {
                if (attributes.isRegularFile()) {
                    add(root, entry);
                } else {
                    notRegular(entry);
                }
            } else if (NEAR.contains(ending)) {
                note(entry, "was left out: " + NAMES);
            }
        }

        private boolean isOutput(Path folder) {
            return output != null && output.equals(realOrNull(folder));
        }

        /** A file reached by two paths is worked on once, under the first. */
        private void add(Path root, Path file) {
            Path real = realOrNull(file);
            Path mirror = root.relativize(file);
            files.putIfAbsent(real == null ? file : real, new InputFile(root, file, mirror));
        }

        private void notRegular(Path file) {
            problem(file, "is not a regular file and was not opened");
        }

        private void problem(Path file, String message) {
            problems.add(new Problem(FileNames.shown(file), 0, 0, message));
        }

        private void note(Path file, String message) {
            notes.add(FileNames.shown(file) + ": " + message);
        }

        private static String ending(String name) {
            return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        }
    }
}
