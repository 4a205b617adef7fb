package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;

/**
 * How a batch lies on the devices.
 *
 * @param tensor tensor-parallel degree N
 * @param pipeline stages PP
 * @param data attention copies
 * @param expert expert-parallel degree EP
 * @param microBatches parts of a batch m
 * @param rankSequences sequences of one attention copy, ⌈B/data⌉
 * @param imbalance load of the busiest expert rank over the mean; 1 without expert parallelism
 */
record Layout(
        double tensor,
        double pipeline,
        double data,
        double expert,
        double microBatches,
        double rankSequences,
        double imbalance) {

    static Layout of(Scenario scenario, double batchSize) {
        Parallelism parallel = scenario.deployment().parallelism();
        return new Layout(
                parallel.tensor(),
                parallel.pipeline(),
                parallel.data(),
                parallel.expert(),
                parallel.microBatches(),
                Math.ceil(batchSize / parallel.data()),
                parallel.expert() > 1 ? scenario.deployment().expertImbalance() : 1);
    }

    /** Sequences of one copy in one pass. */
    double passSequences() {
        return rankSequences / microBatches;
    }

    double devices() {
        return tensor * pipeline * data;
    }

    /** Devices the routed experts are spread over. */
    double expertDevices() {
        return tensor * data;
    }

    Layout withOneSequence() {
        return new Layout(tensor, pipeline, data, expert, 1, 1, imbalance);
    }

    Layout unpiped() {
        return new Layout(tensor, pipeline, data, expert, 1, rankSequences, imbalance);
    }
}
