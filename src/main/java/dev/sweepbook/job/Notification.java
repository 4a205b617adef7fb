package dev.sweepbook.job;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tells a command of the user's how a run ended: the result as JSON on its standard input. */
public final class Notification {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Notification() {}

    /**
     * Runs the command in the system's shell and waits for it, at most a minute.
     *
     * @param command as the user wrote it
     * @param result what it is told
     * @return what went wrong with it, or nothing
     * @throws InterruptedException where the calling thread is interrupted
     */
    public static Optional<String> send(String command, RunResult result) throws InterruptedException {
        return send(command, RunJson.of(result), PATIENCE);
    }

    static Optional<String> send(String command, String json, Duration patience) throws InterruptedException {
        List<String> shell =
                File.separatorChar == '\\' ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command);
        Process process;
        try {
            process = new ProcessBuilder(shell)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return Optional.of("cannot be run: " + Faults.reason(e));
        }
        Thread feed = new Thread(() -> feed(process, json), "notify");
        feed.setDaemon(true);
        feed.start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return Optional.of("did not end within " + patience.toSeconds() + " s and was stopped");
        }
        int code = process.exitValue();
        return code == 0 ? Optional.empty() : Optional.of("ended with exit code " + code);
    }

    /** A command may end without having read. */
    private static void feed(Process process, String json) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return;
        }
    }
}
