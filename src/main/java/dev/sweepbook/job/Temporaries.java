package dev.sweepbook.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished files of a run. Each lies beside the place it is meant for under a name of its own, and is locked while
 * it is written: one that is not locked was left behind by a run that died. Once stopped, nothing new is begun and
 * nothing is published.
 */
final class Temporaries {
    private static final String BEGINS = ".sweepbook-";
    private static final String ENDS = ".tmp";

    private final Set<Path> open = new HashSet<>();
    private final Set<Path> folders = new HashSet<>();
    private final Set<Path> swept = new HashSet<>();
    private final String run =
            BEGINS + Long.toHexString(ProcessHandle.current().pid()) + "-" + Long.toHexString(System.nanoTime()) + "-";
    private int made;
    private boolean stopped;

    /** A file that is being written. */
    record Temporary(Path path, FileChannel channel) {}

    /** Says that the run was told to stop. */
    static final class StoppedException extends IOException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the run was interrupted");
        }
    }

    Temporary create(Path folder) throws IOException {
        while (true) {
            Temporary temporary = tryCreate(folder);
            if (temporary != null) {
                return temporary;
            }
        }
    }

    private synchronized @Nullable Temporary tryCreate(Path folder) throws IOException {
        goOn();
        sweep(folder);
        Path path = folder.resolve(run + made++ + ENDS);
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
        open.add(path);
        boolean mine = false;
        try {
            mine = lock(channel) && Files.exists(path);
        } finally {
            if (!mine) {
                channel.close();
                delete(path);
            }
        }
        return mine ? new Temporary(path, channel) : null;
    }

    /** A file system that knows no locks gives none to anybody, so nothing is swept there either. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return true;
        }
    }

    /** A name beside a place, for something that is moved there and back. */
    synchronized Path nameBeside(Path place) {
        Path path = place.resolveSibling(run + made++ + ENDS);
        open.add(path);
        return path;
    }

    /** A new folder in another, which is removed with all that is in it where the run is stopped. */
    synchronized Path createFolder(Path parent) throws IOException {
        goOn();
        Files.createDirectories(parent);
        Path folder = Files.createDirectory(parent.resolve(run + made++));
        folders.add(folder);
        return folder;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
        open.remove(path);
    }

    /** Does what must not be cut in two by an interruption. */
    synchronized void whole(Step step) throws IOException {
        goOn();
        step.take();
    }

    synchronized void published(Path path) {
        open.remove(path);
    }

    /** Something that moves files. */
    @FunctionalInterface
    interface Step {
        void take() throws IOException;
    }

    private void goOn() throws StoppedException {
        if (stopped) {
            throw new StoppedException();
        }
    }

    /** Removes what is unfinished. Waits for what is being published. */
    synchronized void stop() {
        stopped = true;
        open.forEach(Temporaries::deleteOrLeave);
        folders.forEach(PartFolder::remove);
    }

    /** Removes what runs that died left anywhere below a folder. */
    void sweepUnder(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (attributes.isRegularFile() && name.startsWith(BEGINS) && name.endsWith(ENDS) && !isOpen(file)) {
                    deleteUnlocked(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) {
                return FileVisitResult.CONTINUE; // what cannot be looked into is in nobody's way
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private synchronized boolean isOpen(Path file) {
        return open.contains(file);
    }

    /** Removes what runs that died left in a folder, once. */
    private void sweep(Path folder) throws IOException {
        if (!swept.add(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, BEGINS + "*" + ENDS)) {
            for (Path file : files) {
                if (!open.contains(file) && Files.isRegularFile(file)) {
                    deleteUnlocked(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void deleteUnlocked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            return; // Another run has it, or had.
        } catch (IOException e) {
            return; // Somebody else's file: it is in nobody's way.
        }
    }

    /** What cannot be removed is swept by the next run. */
    private static void deleteOrLeave(Path path) {
        boolean removed = path.toFile().delete();
        if (!removed) {
            path.toFile().deleteOnExit();
        }
    }
}
