package dev.sweepbook.scenario;

/**
 * What running costs.
 *
 * @param pricePerDeviceHour US dollars for one device for one hour, NaN for the device's own
 * @param utilization share of the time the deployment does useful work, above 0 to 1
 * @param pue power drawn by the site over power drawn by the devices, at least 1
 * @param apiPricePerMillionOutputTokens US dollars an API charges for a million output tokens, NaN where none is
 *     compared with
 */
public record Economics(
        double pricePerDeviceHour, double utilization, double pue, double apiPricePerMillionOutputTokens) {}
