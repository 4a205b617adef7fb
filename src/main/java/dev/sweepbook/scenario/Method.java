package dev.sweepbook.scenario;

/**
 * How a scenario is estimated.
 *
 * @param formulas the formula set
 * @param calibration name of the calibration
 * @param engine serving-engine class
 */
public record Method(Formulas formulas, String calibration, ServingEngine engine) {}
