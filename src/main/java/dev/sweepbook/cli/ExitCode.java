package dev.sweepbook.cli;

/** The exit codes that scripts rely on. */
final class ExitCode {
    static final int OK = 0;
    static final int SOME_FAILED = 1;
    static final int USAGE = 2;
    static final int IO = 74;

    private ExitCode() {}
}
