package dev.sweepbook.job;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells a command of the user's how a run ended: the result as JSON on its standard input, the exit code in the environment
 * as well, so that a command can leave good nights alone without reading JSON.
 */
public final class Notification {
    /** The variable that holds the exit code. */
    public static final String EXIT = "SWEEPBOOK_EXIT";

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
        return send(command, RunJson.of(result), result.verdict().code(), PATIENCE);
    }

    /**
     * The same for a run that could not begin.
     *
     * @param command as the user wrote it
     * @param code the exit code
     * @param message why
     * @return what went wrong with the command, or nothing
     * @throws InterruptedException where the calling thread is interrupted
     */
    public static Optional<String> send(String command, int code, String message) throws InterruptedException {
        return send(command, RunJson.notBegun(code, message), code, PATIENCE);
    }

    static Optional<String> send(String command, String json, int code, Duration patience) throws InterruptedException {
        List<String> shell =
                File.separatorChar == '\\' ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command);
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(shell)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put(EXIT, Integer.toString(code));
            process = builder.start();
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
        int ended = process.exitValue();
        return ended == 0 ? Optional.empty() : Optional.of("ended with exit code " + ended);
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
