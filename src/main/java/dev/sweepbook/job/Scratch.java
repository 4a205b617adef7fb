package dev.sweepbook.job;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of our own in the system's temporary folder, for rows that outgrow the memory and for SQLite's library. A
 * file beside it is locked as long as the process lives; a folder without such a lock was left by one that was killed,
 * and the next run removes it.
 */
final class Scratch implements Closeable {
    private static final String BEGINS = ".sweepbook-scratch-";
    private static final Pattern NAME = Pattern.compile("\\.sweepbook-scratch-[0-9a-f]+-[0-9a-f]+(\\.lock)?");
    private static final String LOCK = ".lock";
    private static final int TRIES = 5;

    /** Locks of this process. A look at one of them would free it: closing any channel to a file does. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private Scratch(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Begins a folder and sweeps those of the dead. Null where the system's folder takes none. */
    static @Nullable Scratch open() {
        return open(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static @Nullable Scratch open(Path temporary) {
        for (int i = 0; i < TRIES; i++) {
            try {
                Scratch scratch = tryOpen(temporary);
                if (scratch != null) {
                    sweep(temporary, Files.getOwner(scratch.lockFile));
                    return scratch;
                }
            } catch (IOException | UnsupportedOperationException e) {
                return null;
            }
        }
        return null;
    }

    /** The lock is there before the folder, so that nobody takes the folder for a dead one's. */
    private static @Nullable Scratch tryOpen(Path temporary) throws IOException {
        String name =
                BEGINS + Long.toHexString(ProcessHandle.current().pid()) + "-" + Long.toHexString(System.nanoTime());
        Path lockFile = temporary.resolve(name + LOCK);
        OURS.add(lockFile);
        FileChannel channel;
        try {
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
        boolean mine = false;
        try {
            if (channel.tryLock() != null && Files.exists(lockFile)) {
                Path folder = Files.createDirectory(temporary.resolve(name));
                mine = true;
                return new Scratch(folder, lockFile, channel);
            }
            return null;
        } finally {
            if (!mine) {
                channel.close();
                OURS.remove(lockFile);
            }
        }
    }

    Path folder() {
        return folder;
    }

    private static void sweep(Path temporary, UserPrincipal me) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(temporary, BEGINS + "*")) {
            for (Path entry : entries) {
                sweepEntry(entry, me);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // The system clears its temporary folder.
        }
    }

    /** Only what is ours: in a folder all may write to, others could lead us to files of theirs choosing. */
    private static void sweepEntry(Path entry, UserPrincipal me) throws IOException {
        try {
            if (!Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).equals(me)) {
                return;
            }
        } catch (IOException e) {
            return; // gone meanwhile
        }
        String name = entry.getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            return;
        }
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            Path lockFile = entry.resolveSibling(name + LOCK);
            if (!Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS)) {
                remove(entry);
            } else {
                removeUnlocked(entry, lockFile);
            }
        } else if (name.endsWith(LOCK) && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
            removeUnlocked(entry.resolveSibling(name.substring(0, name.length() - LOCK.length())), entry);
        }
    }

    private static void removeUnlocked(Path folder, Path lockFile) {
        if (OURS.contains(lockFile)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                remove(folder);
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException | OverlappingFileLockException e) {
            return; // somebody has it
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** What cannot be removed, as a library in use on Windows, is left to the next run. */
    @Override
    public void close() {
        try {
            remove(folder);
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
        try {
            lock.close();
            OURS.remove(lockFile);
        } catch (IOException e) {
            return; // the process ends
        }
    }
}
