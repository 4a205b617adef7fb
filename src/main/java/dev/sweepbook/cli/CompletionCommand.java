package dev.sweepbook.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code completion}: a script that lets bash and zsh complete commands and options. */
final class CompletionCommand implements Command {
    private static final List<String> HELP = List.of("", "Example:", "  source <(sweepbook completion)");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Prints a completion script for bash and zsh.", HELP, List.of());
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) {
        terminal.out().print(AutoComplete.bash("sweepbook", Commands.all()));
        return ExitCode.OK;
    }
}
