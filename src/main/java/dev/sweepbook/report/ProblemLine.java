package dev.sweepbook.report;

/**
 * Something a reader of a workbook should know went otherwise than asked.
 *
 * @param kind {@code does not fit}, {@code not supported} or {@code remark}
 * @param what the reason, or which model on which device
 * @param scenarios how many it concerns, 0 for a remark on the whole file
 * @param first numbers of the first of them
 * @param remedy what would do, empty where nothing is known
 */
public record ProblemLine(String kind, String what, long scenarios, String first, String remedy) {}
