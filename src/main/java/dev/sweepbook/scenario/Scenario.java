package dev.sweepbook.scenario;

/**
 * One point of a sweep: everything an estimate depends on.
 *
 * @param model what is served
 * @param hardware the device it is served on
 * @param method how it is estimated
 * @param deployment how the model is put on devices
 * @param workload what is asked of it
 * @param economics what running costs
 */
public record Scenario(
        ModelArchitecture model,
        Accelerator hardware,
        Method method,
        Deployment deployment,
        Workload workload,
        Economics economics) {}
