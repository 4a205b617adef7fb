package dev.sweepbook.cli;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands there are. Only the one asked for is built: describing all of them takes time at every start. */
final class Commands {
    static final List<String> NAMES = List.of("run", "validate", "explain", "catalog", "schema", "completion");

    static final Set<String> NOT_YET = Set.of("calibrate", "accuracy", "diff", "history", "watch", "schedule", "merge");

    private static final String[] EXAMPLES = {
        "%nExamples:",
        "  sweepbook run                                 every file in scenarios/ to a workbook in output/",
        "  sweepbook run plans/h100.yaml --format xlsx,csv",
        "  sweepbook run --dry-run                       how many scenarios each file makes",
        "  sweepbook validate plans                      every problem of every file, nothing written",
        "  sweepbook explain plans/h100.yaml --scenario 17",
        "  sweepbook catalog hardware h100-sxm           what is known of a device, and its source",
        "%nA command's own help: sweepbook run --help",
        "%nExit codes:",
    };

    private Commands() {}

    static @Nullable Command of(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "validate" -> new ValidateCommand();
            case "explain" -> new ExplainCommand();
            case "catalog" -> new CatalogCommand();
            case "schema" -> new SchemaCommand();
            case "completion" -> new CompletionCommand();
            default -> null;
        };
    }

    /** All of them, for help and completion. */
    static CommandLine all() {
        CommandSpec top = CommandSpec.create().name("sweepbook");
        Options.usage(top, "What-if sweeps of transformer inference: scenario files in, Excel workbooks out.")
                .customSynopsis("sweepbook COMMAND [OPTION…] [PATH…]")
                .commandListHeading("%nCommands:%n")
                .footer(Options.lines(EXAMPLES, ExitCode.TEXT));
        top.addOption(Options.help());
        top.addOption(Options.flag("--version", "Show the version").build());
        for (String name : NAMES) {
            Command command = of(name);
            if (command != null) {
                top.addSubcommand(name, command.spec());
            }
        }
        return Options.commandLine(top);
    }
}
