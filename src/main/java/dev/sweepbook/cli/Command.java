package dev.sweepbook.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A word after {@code sweepbook}. */
interface Command {
    /** What it takes, and the help that says so. */
    CommandSpec spec();

    /** Does it and gives the exit code. */
    int run(ParseResult words, Terminal terminal) throws InterruptedException;
}
