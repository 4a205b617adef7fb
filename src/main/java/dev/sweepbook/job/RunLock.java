package dev.sweepbook.job;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One run at a time in an output folder. The system's lock on the file decides and is freed however the process ends;
 * the text in the file says who holds it. Where the file system knows no locks, the text decides.
 */
final class RunLock implements Closeable {
    static final String FILE = "run.lock";

    /** Beyond any text, so that others can read the text while the file is locked, on Windows too. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final long SETTLE_MILLISECONDS = 200;

    /**
     * The locks of this process with what they say. Their files are not opened again: closing any channel to a file frees
     * its lock.
     */
    private static final Map<String, String> OURS = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final boolean bySystem;
    private String key = "";

    private RunLock(Path file, FileChannel channel, boolean bySystem) {
        this.file = file;
        this.channel = channel;
        this.bySystem = bySystem;
    }

    /** The system's locks, as far as a file system has them. */
    @FunctionalInterface
    interface Locks {
        Locks OF_SYSTEM = channel -> channel.tryLock(LOCKED_BYTE, 1, false);

        /** The lock, null where another process has it; fails where the file system has none. */
        @Nullable
        FileLock tryLock(FileChannel channel) throws IOException;
    }

    /** Another run has the folder. */
    static final class HeldException extends IOException {
        private static final long serialVersionUID = 1;

        HeldException(String holder) {
            super(holder);
        }
    }

    /** Takes the lock or throws {@link HeldException} with who has it. */
    static RunLock take(Path folder, Instant start, Locks locks) throws IOException {
        Path file = folder.resolve(FILE);
        Files.createDirectories(folder);
        while (true) {
            Stamp before = Stamp.of(file);
            String ours = OURS.get(key(file, before));
            if (ours != null) {
                throw new HeldException(ours);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            RunLock taken = null;
            try {
                taken = tryTake(file, channel, locks);
                Stamp after = Stamp.of(file);
                if (taken != null && (!taken.bySystem || isSame(before, after))) {
                    taken.sign(start);
                    taken.check();
                    return taken;
                }
                taken = null; // just made, or put aside by force meanwhile
            } finally {
                if (taken == null) {
                    channel.close();
                }
            }
        }
    }

    private static String key(Path file, @Nullable Stamp stamp) {
        return file.toAbsolutePath().normalize() + " " + (stamp == null ? "" : stamp.key());
    }

    private static boolean isSame(@Nullable Stamp before, @Nullable Stamp after) {
        return before != null && after != null && before.key().equals(after.key());
    }

    /** Null where another run was faster. */
    private static @Nullable RunLock tryTake(Path file, FileChannel channel, Locks locks) throws IOException {
        FileLock lock;
        try {
            lock = locks.tryLock(channel);
        } catch (OverlappingFileLockException e) {
            throw new HeldException("another part of this process");
        } catch (IOException e) {
            return takeByText(file, channel);
        }
        if (lock == null) {
            throw new HeldException(text(file));
        }
        return new RunLock(file, channel, true);
    }

    private static @Nullable RunLock takeByText(Path file, FileChannel channel) throws IOException {
        String text = text(file);
        if (!text.isEmpty() && isAlive(text)) {
            throw new HeldException(text);
        }
        channel.close();
        Files.deleteIfExists(file);
        try {
            FileChannel own = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new RunLock(file, own, false);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
    }

    /** Of another host nobody here can tell. */
    private static boolean isAlive(String text) {
        String[] parts = text.split("\\s+", -1);
        if (parts.length < 4 || !parts[1].equals(host())) {
            return true;
        }
        try {
            return ProcessHandle.of(Long.parseLong(parts[3]))
                    .filter(ProcessHandle::isAlive)
                    .isPresent();
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** Puts the lock of a run that cannot be reached aside, so that the next one taken is a new file. */
    static void forceUnlock(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /** Whether a run holds the folder now. */
    static boolean isHeld(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        } else if (OURS.containsKey(key(file, Stamp.of(file)))) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            String text = "";
            try {
                text = text(file);
            } catch (IOException unreadable) {
                return false;
            }
            return !text.isEmpty() && isAlive(text);
        }
    }

    /** A full disk takes no text; the lock holds all the same. */
    private void sign(Instant start) throws IOException {
        String text = "host " + host() + " process " + ProcessHandle.current().pid() + " since "
                + start.truncatedTo(ChronoUnit.SECONDS);
        key = key(file, Stamp.of(file));
        OURS.put(key, text);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(true);
        } catch (IOException e) {
            if (!bySystem) {
                throw e;
            }
        }
    }

    /** Without locks two runs may both find a dead one's file; the one whose text stays has it. */
    private void check() throws IOException {
        if (bySystem) {
            return;
        }
        String mine = text(file);
        try {
            Thread.sleep(SETTLE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (!text(file).equals(mine)) {
            OURS.remove(key);
            throw new HeldException(text(file));
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readString(file, StandardCharsets.UTF_8).strip()
                : "";
    }

    /** Without asking the network. */
    private static String host() {
        String name =
                System.getenv().getOrDefault("COMPUTERNAME", System.getenv().getOrDefault("HOSTNAME", ""));
        try {
            name = name.isBlank() ? Files.readString(Path.of("/proc/sys/kernel/hostname")) : name;
        } catch (IOException e) {
            return "unknown";
        }
        return name.strip().replaceAll("\\s+", "-");
    }

    /** Nothing of this machine stays in the output folder. */
    @Override
    public void close() throws IOException {
        OURS.remove(key);
        try (channel) {
            channel.truncate(0);
            if (!bySystem) {
                Files.deleteIfExists(file);
            }
        }
    }
}
