package dev.sweepbook.cli;

import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code sweepbook}. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the words after {@code sweepbook}
     */
    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int code = run(new Screen(out, err, Screen.standardErrorIsTerminal()), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Text is UTF-8 wherever the process runs. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }

    /** Runs a command in this process. */
    static int run(Screen screen, String... args) {
        String first = args.length == 0 ? "" : args[0];
        boolean askedForHelp = first.equals(Options.HELP) || first.equals("-h") || first.equals("help");
        String asked = askedForHelp && args.length > 1 ? args[1] : first;
        try {
            if (first.equals("--version") || first.equals("-V")) {
                screen.result("sweepbook " + Version.text());
                return ExitCode.GOOD;
            } else if (askedForHelp && args.length == 1) {
                Commands.all().usage(screen.out());
                return ExitCode.GOOD;
            } else if (askedForHelp) {
                return runCommand(screen, asked, Options.HELP);
            }
            return runCommand(screen, first, args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length));
        } catch (UsageException e) {
            screen.problem("sweepbook: " + e.getMessage());
            String command = Commands.NAMES.contains(asked) ? asked + " " : "";
            screen.problem("Try: sweepbook " + command + "--help");
            return ExitCode.USAGE;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            screen.problem("sweepbook: the program failed, which is a defect: " + Shown.escaped(e.toString()));
            if (Arrays.asList(args).contains(Options.VERBOSE)) {
                screen.trace(e);
            }
            return ExitCode.SOME_FAILED;
        }
    }

    private static int runCommand(Screen screen, String name, String... words) {
        Command command = Commands.of(name);
        if (command == null) {
            throw unknownCommand(name);
        }
        CommandLine line = Options.commandLine(command.spec().name("sweepbook " + name));
        ParseResult parsed = parse(line, words);
        if (parsed.isUsageHelpRequested()) {
            line.usage(screen.out());
            screen.out().flush();
            return ExitCode.GOOD;
        }
        Options.refuseLater(parsed);
        try {
            return command.run(parsed, screen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.SOME_FAILED;
        }
    }

    private static UsageException unknownCommand(String name) {
        if (name.isEmpty()) {
            return new UsageException("a command is missing: one of " + String.join(", ", Commands.NAMES));
        } else if (Commands.NOT_YET.contains(name)) {
            return UsageException.notYet("the command " + name);
        } else if (name.startsWith("-")) {
            return new UsageException("unknown option " + Shown.quoted(name)
                    + Nearest.hint(name, List.of(Options.HELP, "--version")) + " Options follow their command");
        }
        return new UsageException("unknown command " + Shown.quoted(name) + Nearest.hint(name, Commands.NAMES)
                + " Commands are " + String.join(", ", Commands.NAMES));
    }

    private static ParseResult parse(CommandLine line, String... words) {
        try {
            return line.parseArgs(words);
        } catch (UnmatchedArgumentException e) {
            String word = e.getUnmatched().get(0);
            List<String> known =
                    new ArrayList<>(line.getCommandSpec().optionsMap().keySet());
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            throw new UsageException(
                    word.startsWith("-")
                            ? "unknown option " + Shown.quoted(option) + Nearest.hint(option, known)
                            : "one word too many: " + Shown.quoted(word));
        } catch (OverwrittenOptionException e) {
            throw new UsageException("given twice: " + Shown.escaped(String.valueOf(e.getMessage())));
        } catch (ParameterException e) {
            throw new UsageException(Shown.escaped(String.valueOf(e.getMessage())));
        }
    }
}
