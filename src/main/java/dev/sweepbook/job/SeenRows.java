package dev.sweepbook.job;

import java.io.Serializable;

/**
 * What was seen of some rows, as it travels from one process to another.
 *
 * @param tally how many there were
 * @param figures the best of them
 * @param met how many met the gate
 * @param first number of the first that did, 0 where none did
 */
record SeenRows(Tally tally, KeyFigures figures, long met, long first) implements Serializable {}
