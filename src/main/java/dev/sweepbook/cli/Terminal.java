package dev.sweepbook.cli;

import dev.sweepbook.load.Problem;
import dev.sweepbook.load.Shown;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where the command prints.
 *
 * @param out results
 * @param err problems and progress
 * @param interactive whether a person watches {@code err}
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {
    private static final String CLEAR_LINE = "\r\u001b[K";

    /**
     * Whether a person watches standard error. Java tells of input and output only; where the system shows what the
     * third stream is, that is asked.
     */
    @SuppressWarnings("SystemConsoleNull") // from Java 22 on it is never null; the other question comes first
    static boolean isInteractive() {
        if (System.getenv("TERM") == null) {
            return false;
        }
        try {
            String stream = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stream.startsWith("/dev/pts/") || stream.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    void line(String text) {
        out.print(text);
        out.print('\n');
        out.flush();
    }

    void error(String text) {
        err.print("sweepbook: " + text + "\n");
    }

    void note(String text) {
        err.print(text + "\n");
    }

    /** One line each, at most those kept, then how many more there are. */
    void problems(List<Problem> first, long count) {
        for (Problem problem : first) {
            err.print(Shown.escaped(problem.toString()) + "\n");
        }
        if (count > first.size()) {
            err.print(String.format(Locale.ROOT, "… and %,d more%n", count - first.size()));
        }
    }

    void progress(String text) {
        if (interactive) {
            err.print(CLEAR_LINE + text);
            err.flush();
        }
    }

    void endProgress() {
        if (interactive) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
