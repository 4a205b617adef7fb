package dev.sweepbook.cli;

import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands there are. Only the one asked for is built: describing all of them takes time at every start. */
final class Commands {
    static final List<String> NAMES = List.of(
            "run",
            "validate",
            "explain",
            "catalog",
            "calibrate",
            "accuracy",
            "diff",
            "history",
            "watch",
            "schedule",
            "merge",
            "schema",
            "completion");

    /** Commands that end with outputs delivered, or say that they did not. */
    static final Set<String> DELIVERING = Set.of("run", "merge");

    private static final List<String> HELP = List.of(
            "",
            "Examples:",
            "  sweepbook run                          every file of scenarios/ to output/",
            "  sweepbook run team/x.yaml --output out",
            "  sweepbook run big.yaml --dry-run       how many scenarios, axis by axis",
            "  sweepbook validate scenarios           every problem, nothing written",
            "  sweepbook explain x.yaml --scenario 7  one scenario, step by step",
            "  sweepbook history                      past runs",
            "  sweepbook watch                        run what is dropped into scenarios/",
            "  sweepbook catalog hardware h100-sxm    what ships, with its source",
            "  sweepbook accuracy                     how far predictions are from measurements",
            "  sweepbook calibrate mine.csv --output scenarios/catalog/calibrations/mine.yaml",
            "  sweepbook diff old.xlsx new.xlsx       what changed between two reports, and why",
            "  sweepbook run --help                   all a command can do");

    private Commands() {}

    static Command of(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "validate" -> new ValidateCommand();
            case "explain" -> new ExplainCommand();
            case "catalog" -> new CatalogCommand();
            case "diff" -> new DiffCommand();
            case "history" -> new HistoryCommand();
            case "watch" -> new WatchCommand();
            case "schedule" -> new ScheduleCommand();
            case "calibrate" -> new CalibrateCommand();
            case "accuracy" -> new AccuracyCommand();
            case "merge" -> new MergeCommand();
            case "schema" -> new SchemaCommand();
            case "completion" -> new CompletionCommand();
            default -> throw unknown(name);
        };
    }

    private static UsageException unknown(String name) {
        if (name.isEmpty()) {
            return new UsageException("a command is missing: " + String.join(", ", NAMES));
        } else if (name.startsWith("-")) {
            return new UsageException("unknown option " + Shown.plain(name)
                    + Nearest.hint(name, List.of(Options.HELP, "--version"))
                    + "; options follow their command");
        }
        return new UsageException("there is no command " + Shown.plain(name) + Nearest.hint(name, NAMES));
    }

    /** All of them, for help and completion. */
    static CommandLine all() {
        CommandSpec top = CommandSpec.create().name("sweepbook");
        String says = "Turns scenario files into workbooks of transformer-inference arithmetic.";
        Options.usage(top, says, HELP, ExitCode.HELP)
                .customSynopsis("sweepbook COMMAND [OPTION…] [PATH…]")
                .commandListHeading("%nCommands:%n");
        top.addOption(Options.help());
        top.addOption(Options.flag("--version", "Show the version."));
        for (String name : NAMES) {
            top.addSubcommand(name, of(name).spec());
        }
        return Options.commandLine(top);
    }
}
