package dev.sweepbook.cli;

import dev.sweepbook.load.JsonSchema;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code schema}: the JSON Schema of a YAML scenario file. */
final class SchemaCommand implements Command {
    private static final String[] HELP = {
        "%nExample:",
        "  sweepbook schema > scenarios/.sweepbook.schema.json",
        "%nA scenario file that begins with",
        "  # yaml-language-server: $schema=./.sweepbook.schema.json",
        "is then completed and checked while it is written, in editors with the YAML language server.",
    };

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Shows the JSON Schema of a YAML scenario file, for editors.")
                .footer(HELP);
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Screen screen) {
        screen.out().print(JsonSchema.text());
        screen.out().flush();
        return ExitCode.GOOD;
    }
}
