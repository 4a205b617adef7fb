package dev.sweepbook.job.watch;

import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Stamp;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands under the watched paths at one moment.
 *
 * @param inputs the scenario files
 * @param stamps every file a run may read, definitions too
 * @param folders every folder looked into
 */
public record Scan(Inputs inputs, Map<Path, Stamp> stamps, List<Path> folders) {
    private static final Set<String> READ = Set.of("yaml", "yml", "csv", "json", "xlsx");
    private static final List<String> UNFINISHED = List.of("~", ".tmp", ".swp", ".part", ".crdownload");

    /** Copies map and list. */
    public Scan {
        stamps = Map.copyOf(stamps);
        folders = List.copyOf(folders);
    }

    /**
     * Looks.
     *
     * @param paths files and folders
     * @param definitions further folders of definitions
     * @param output folder of the outputs, which is not looked into
     * @return what stands there
     */
    public static Scan of(List<Path> paths, List<Path> definitions, Path output) {
        Walk walk = new Walk(output);
        List<Path> roots = new ArrayList<>(paths);
        roots.addAll(definitions);
        for (Path root : roots) {
            walk.look(root);
        }
        return new Scan(Inputs.find(paths, output), walk.stamps, walk.folders);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path output;
        private final Map<Path, Stamp> stamps = new LinkedHashMap<>();
        private final List<Path> folders = new ArrayList<>();

        Walk(Path output) {
            this.output = output.toAbsolutePath().normalize();
        }

        void look(Path root) {
            try {
                if (Files.isDirectory(root)) {
                    Files.walkFileTree(root, this);
                } else {
                    add(root);
                    Path folder = root.toAbsolutePath().getParent();
                    if (folder != null) {
                        folders.add(folder);
                    }
                }
            } catch (IOException e) {
                return; // what cannot be looked into is told by the run
            }
        }

        private void add(Path file) {
            Stamp stamp = Stamp.of(file);
            if (stamp != null) {
                stamps.put(file, stamp);
            }
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = name(folder).startsWith(".")
                    && !name(folder).equals(".")
                    && !name(folder).equals("..");
            if (hidden || folder.toAbsolutePath().normalize().equals(output)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = name(file);
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            boolean unfinished = UNFINISHED.stream().anyMatch(name::endsWith);
            if (attributes.isRegularFile()
                    && READ.contains(ending)
                    && !name.startsWith(".")
                    && !name.startsWith("~$")
                    && !unfinished) {
                add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException fault) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault) {
            return FileVisitResult.CONTINUE;
        }

        private static String name(Path path) {
            return String.valueOf(path.getFileName());
        }
    }
}
