package dev.sweepbook.cli;

import java.util.List;

/** The exit codes that scripts rely on. */
final class ExitCode {
    static final int OK = 0;
    static final int SOME_FAILED = 1;
    static final int USAGE = 2;
    static final int IO = 74;

    /** Lines of the help. */
    static final List<String> HELP = List.of(
            "",
            "Exit codes:",
            "  0    all good, an empty folder too",
            "  1    some scenario files failed; the outputs of the others were written",
            "  2    wrong usage, missing path or unknown id",
            "  4    a scenario meets the condition of --fail-on",
            "  74   an output could not be written",
            "  75   another run has the output folder",
            "  130  interrupted (143: terminated); nothing half-written stands under a final name");

    private ExitCode() {}
}
