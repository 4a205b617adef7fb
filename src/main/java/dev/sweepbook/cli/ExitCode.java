package dev.sweepbook.cli;

/** What the command tells the shell; an interruption gives 130 or 143 by itself. */
final class ExitCode {
    static final int GOOD = 0;
    static final int SOME_FAILED = 1;
    static final int USAGE = 2;
    static final int INPUT_OUTPUT = 74;

    static final String[] TEXT = {
        "  0  all good, an empty folder too",
        "  1  some scenario files failed; the outputs of the others were written",
        "  2  wrong usage, a missing path, an unknown id",
        " 74  an output could not be written",
        "130  interrupted (143: terminated); no half-written file under its final name",
    };

    private ExitCode() {}
}
