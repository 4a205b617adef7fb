package dev.sweepbook.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a command writes: results to one stream, problems and progress to the other. */
final class Screen {
    private static final String ERASED = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private boolean progressShown;

    Screen(PrintStream out, PrintStream err, boolean live) {
        this.out = out;
        this.err = err;
        this.live = live;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    synchronized void result(String line) {
        erase();
        out.print(line + "\n");
        out.flush();
    }

    synchronized void problem(String line) {
        erase();
        err.print(line + "\n");
        err.flush();
    }

    /** A line that the next one replaces; nothing where nobody watches. */
    synchronized void progress(String line) {
        if (live) {
            err.print(ERASED + line);
            err.flush();
            progressShown = true;
        }
    }

    synchronized void erase() {
        if (progressShown) {
            err.print(ERASED);
            err.flush();
            progressShown = false;
        }
    }

    synchronized void trace(@Nullable Throwable fault) {
        if (fault != null) {
            erase();
            fault.printStackTrace(err);
        }
    }

    /** Java's console says nothing of standard error alone, so Linux is asked; elsewhere the console must do while it can. */
    static boolean standardErrorIsTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        Path descriptor = Path.of("/proc/self/fd/2");
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return hasConsole();
        }
    }

    /** From Java 22 on there is always a console. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        return Runtime.version().feature() < 22 && System.console() != null;
    }
}
