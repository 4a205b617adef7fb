package dev.sweepbook.sweep;

/**
 * Steps of an axis that keep scenario numbers they had before, as rows read back from a workbook do. Numbers rise from
 * step to step, and those of a later sweep are not among them.
 */
public interface NumberedSteps {
    /**
     * The number of the scenario a step is.
     *
     * @param step from 0
     * @return its number, from 1
     */
    long number(int step);
}
