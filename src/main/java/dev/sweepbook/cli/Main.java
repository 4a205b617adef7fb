package dev.sweepbook.cli;

import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
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
        int code = run(args, new Terminal(out, err, Terminal.isInteractive()));
        if (args.length > 0 && Commands.DELIVERING.contains(args[0])) {
            Ending.begin();
        }
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Text is UTF-8 wherever the process runs. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /**
     * Runs the command.
     *
     * @param args the words after the command
     * @param terminal where it prints
     * @return the exit code
     */
    static int run(String[] args, Terminal terminal) {
        String first = args.length == 0 ? "" : args[0];
        boolean askedForHelp = first.equals(Options.HELP) || first.equals("-h") || first.equals("help");
        String asked = askedForHelp && args.length > 1 ? args[1] : first;
        try {
            if (first.equals("--version") || first.equals("-V")) {
                terminal.line("Sweepbook " + Version.text());
                return ExitCode.OK;
            } else if (askedForHelp && args.length == 1) {
                Commands.all().usage(terminal.out());
                return ExitCode.OK;
            } else if (askedForHelp) {
                return runCommand(terminal, asked, Options.HELP);
            }
            return runCommand(terminal, first, args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length));
        } catch (UsageException e) {
            terminal.error(e.getMessage());
            String command = Commands.NAMES.contains(asked) ? asked + " " : "";
            terminal.note("Try 'sweepbook " + command + "--help'.");
            return ExitCode.USAGE;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            terminal.error("the program failed, which is a defect: " + Shown.escaped(e.toString()));
            if (Arrays.asList(args).contains(Options.VERBOSE)) {
                e.printStackTrace(terminal.err());
            }
            return ExitCode.SOME_FAILED;
        }
    }

    private static int runCommand(Terminal terminal, String name, String... words) {
        Command command = Commands.of(name);
        CommandLine line = Options.commandLine(command.spec().name("sweepbook " + name));
        ParseResult parsed = parse(line, words);
        if (parsed.isUsageHelpRequested()) {
            line.usage(terminal.out());
            return ExitCode.OK;
        }
        try {
            return command.run(parsed, terminal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.SOME_FAILED;
        }
    }

    private static ParseResult parse(CommandLine line, String... words) {
        try {
            return line.parseArgs(words);
        } catch (UnmatchedArgumentException e) {
            String word = e.getUnmatched().get(0);
            List<String> known = line.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName)
                    .toList();
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            throw new UsageException(
                    word.startsWith("-")
                            ? "unknown option " + Shown.plain(name) + Nearest.hint(name, known)
                            : "one word too many: " + Shown.plain(word));
        } catch (OverwrittenOptionException e) {
            throw new UsageException("given twice: " + Shown.escaped(String.valueOf(e.getMessage())));
        } catch (ParameterException e) {
            throw new UsageException(Shown.escaped(String.valueOf(e.getMessage())));
        }
    }
}
