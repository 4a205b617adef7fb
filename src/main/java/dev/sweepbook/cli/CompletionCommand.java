package dev.sweepbook.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code completion}: a script that lets bash and zsh complete commands and options. */
final class CompletionCommand implements Command {
    private static final String[] HELP = {
        "%nExample:", "  source <(sweepbook completion)",
    };

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Shows a script with which bash and zsh complete commands and options.")
                .footer(HELP);
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Screen screen) {
        screen.out().print(AutoComplete.bash("sweepbook", Commands.all()));
        screen.out().flush();
        return ExitCode.GOOD;
    }
}
