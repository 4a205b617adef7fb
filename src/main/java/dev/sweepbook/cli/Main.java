package dev.sweepbook.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command {@code sweepbook}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the words after the command
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, err, Terminal.isInteractive());
        int code = run(args, terminal);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /**
     * Runs the command.
     *
     * @param args the words after the command
     * @param terminal where it prints
     * @return the exit code
     */
    static int run(String[] args, Terminal terminal) {
        String later = Later.refusal(args);
        if (later != null) {
            terminal.error(later);
            return ExitCode.USAGE;
        }
        return Commands.line(args, terminal).execute(args);
    }
}
