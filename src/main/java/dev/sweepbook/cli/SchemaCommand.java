package dev.sweepbook.cli;

import dev.sweepbook.load.JsonSchema;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code schema}: the JSON Schema of a YAML scenario file. */
final class SchemaCommand implements Command {
    private static final List<String> HELP = List.of(
            "",
            "Example:",
            "  sweepbook schema > scenarios/.sweepbook.schema.json",
            "",
            "A scenario file that begins with",
            "  # yaml-language-server: $schema=./.sweepbook.schema.json",
            "is then completed and checked while it is written, in editors with the YAML language server.");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Prints the JSON Schema of a YAML scenario file, for editors.", HELP, List.of());
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) {
        terminal.out().print(JsonSchema.text());
        return ExitCode.OK;
    }
}
