package dev.sweepbook.job;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks from a process of its own: the system tells a lock only to others than its holder. */
public final class LockProbe implements Closeable {
    private static final int HELD = 42;
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Process process;

    private LockProbe(Process process) {
        this.process = process;
    }

    /** Tries the lock of a file, or holds it until the input ends. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (args[0].equals("try") && channel.tryLock() == null) {
                Runtime.getRuntime().halt(HELD);
            } else if (args[0].equals("hold")) {
                channel.lock(LOCKED_BYTE, 1, false);
                System.out.write('!');
                System.out.flush();
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
    }

    private static Process start(String what, Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockProbe.class.getName(),
                        what,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static boolean isHeld(Path file) throws IOException, InterruptedException {
        int code = start("try", file).waitFor();
        if (code != 0 && code != HELD) {
            throw new IllegalStateException("the probe ended with " + code);
        }
        return code == HELD;
    }

    /** Another run of an output folder, as far as its lock goes. */
    public static LockProbe run(Path output) throws IOException {
        Files.createDirectories(output.resolve(RecordedRun.FOLDER));
        Process process = start("hold", output.resolve(RecordedRun.FOLDER).resolve(RunLock.FILE));
        if (process.getInputStream().read() != '!') {
            throw new IllegalStateException("the probe holds nothing");
        }
        return new LockProbe(process);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
