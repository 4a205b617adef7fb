package dev.sweepbook.cli;

import dev.sweepbook.load.Shown;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: which words there are, and what happens where they are wrong. */
final class Commands {
    private Commands() {}

    @Command(
            name = "sweepbook",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Turns scenario files into workbooks of transformer-inference arithmetic.",
            footer = {
                "",
                "Examples:",
                "  sweepbook run                          every file of scenarios/ to output/",
                "  sweepbook run team/x.yaml --output out",
                "  sweepbook run big.yaml --dry-run       how many scenarios, axis by axis",
                "  sweepbook validate scenarios           every problem, nothing written",
                "  sweepbook explain x.yaml --scenario 7  one scenario, step by step",
                "  sweepbook catalog hardware h100-sxm    what ships, with its source",
                "",
                "Exit codes: 0 all good; 1 some scenario files failed, the others were delivered;",
                "2 wrong usage, missing path or unknown id; 74 a file could not be read or written;",
                "130 and 143 interrupted."
            })
    static final class Top {}

    static CommandLine line(String[] args, Terminal terminal) {
        Map<String, Supplier<Object>> commands = new TreeMap<>();
        commands.put("run", () -> new RunCommand(terminal));
        commands.put("validate", () -> new ValidateCommand(terminal));
        commands.put("explain", () -> new ExplainCommand(terminal));
        commands.put("catalog", () -> new CatalogCommand(terminal));
        commands.put("schema", () -> new SchemaCommand(terminal));
        CommandLine line = new CommandLine(new Top());
        String asked = args.length > 0 ? args[0] : "";
        if (commands.containsKey(asked)) {
            line.addSubcommand(asked, commands.get(asked).get()); // the others cost start-up and say nothing
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
            line.addSubcommand("completion", new CompletionCommand(terminal));
        }
        return prepared(line, terminal);
    }

    private static CommandLine prepared(CommandLine line, Terminal terminal) {
        line.setOut(writer(terminal.out()));
        line.setErr(writer(terminal.err()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setExecutionStrategy(parsed -> new CommandLine.RunLast().execute(parsed));
        line.setParameterExceptionHandler((fault, words) -> {
            String name = fault.getCommandLine().getCommandSpec().qualifiedName(" ");
            terminal.error(Shown.escaped(firstLine(String.valueOf(fault.getMessage()))) + suggestion(fault));
            terminal.note("Try '" + name + " --help'.");
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((fault, command, parsed) -> failure(fault, parsed, terminal));
        return line;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static String suggestion(CommandLine.ParameterException fault) {
        if (fault instanceof CommandLine.UnmatchedArgumentException unmatched) {
            var near = unmatched.getSuggestions();
            return near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?";
        }
        return "";
    }

    private static int failure(Exception fault, CommandLine.ParseResult parsed, Terminal terminal) {
        if (fault instanceof UsageException usage) {
            terminal.error(usage.getMessage());
            return ExitCode.USAGE;
        }
        if (fault instanceof java.io.IOException || fault instanceof java.io.UncheckedIOException) {
            terminal.error(Shown.escaped(firstLine(String.valueOf(fault.getMessage()))));
            return ExitCode.IO;
        }
        terminal.error("the program failed, which is a defect: " + Shown.escaped(firstLine(fault.toString())));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        if (parsed.hasMatchedOption("--verbose")) {
            fault.printStackTrace(terminal.err());
        }
        return ExitCode.SOME_FAILED;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
