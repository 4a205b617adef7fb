package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.scenario.Workload;

/**
 * What was measured of one deployment: a box of batch and lengths.
 *
 * @param engine the serving-engine class
 * @param device on what
 * @param model of what
 * @param split in which formats, on how many devices
 * @param batch sequences together
 * @param prompt prompt tokens
 * @param output output tokens
 */
public record MeasuredRange(
        ServingEngine engine, Device device, Model model, Split split, Span batch, Span prompt, Span output) {
    /**
     * A device, told by its id and the two numbers that set its speed.
     *
     * @param id the name scenarios use
     * @param memory kind of memory
     * @param bandwidth of the memory (B/s)
     * @param peak dense 16-bit arithmetic (FLOP/s)
     */
    public record Device(String id, MemoryClass memory, double bandwidth, double peak) {
        /**
         * What tells a device.
         *
         * @param device the device
         * @return its id, kind of memory, bandwidth and peak
         */
        public static Device of(Accelerator device) {
            AcceleratorField peak =
                    device.has(AcceleratorField.PEAK_BF16) ? AcceleratorField.PEAK_BF16 : AcceleratorField.PEAK_FP16;
            return new Device(
                    device.id(),
                    MemoryClass.of(device),
                    device.get(AcceleratorField.MEMORY_BANDWIDTH),
                    device.has(peak) ? device.get(peak) : 0);
        }
    }

    /**
     * A model, told by its id and its shape.
     *
     * @param id the name scenarios use
     * @param layers how many
     * @param hiddenSize how wide
     */
    public record Model(String id, long layers, long hiddenSize) {
        /**
         * What tells a model.
         *
         * @param model the model
         * @return its id and shape
         */
        public static Model of(ModelArchitecture model) {
            return new Model(model.id(), model.layers(), model.hiddenSize());
        }
    }

    /**
     * How a model is put on devices.
     *
     * @param weightBytes bytes of a weight, which is the format: two-byte formats are one (B)
     * @param tensor devices that share each layer
     * @param pipeline stages
     */
    public record Split(double weightBytes, long tensor, long pipeline) {
        /**
         * What tells a deployment.
         *
         * @param deployment the deployment
         * @return its weight format and degrees
         */
        public static Split of(Deployment deployment) {
            return new Split(
                    deployment.precision().weights().bytesPerValue(),
                    deployment.parallelism().tensor(),
                    deployment.parallelism().pipeline());
        }
    }

    /**
     * From one count to another.
     *
     * @param least the smallest
     * @param most the largest
     */
    public record Span(long least, long most) {
        /** Checks the order. */
        public Span {
            if (least > most) {
                throw new IllegalArgumentException("a span ends at " + most + " before it begins at " + least);
            }
        }

        boolean holds(long value) {
            return value >= least && value <= most;
        }

        /**
         * The span of both.
         *
         * @param other another
         * @return the smallest that holds both
         */
        public Span and(Span other) {
            return new Span(Math.min(least, other.least), Math.max(most, other.most));
        }
    }

    /**
     * One scenario as a range.
     *
     * @param scenario what was measured
     * @return the range that holds it alone
     */
    public static MeasuredRange of(Scenario scenario) {
        Workload work = scenario.workload();
        return new MeasuredRange(
                scenario.method().engine(),
                Device.of(scenario.hardware()),
                Model.of(scenario.model()),
                Split.of(scenario.deployment()),
                new Span(work.batchSize(), work.batchSize()),
                new Span(work.promptTokens(), work.promptTokens()),
                new Span(work.outputTokens(), work.outputTokens()));
    }

    /**
     * The range of this and another of the same deployment.
     *
     * @param other another
     * @return the smallest that holds both
     */
    public MeasuredRange and(MeasuredRange other) {
        return new MeasuredRange(
                engine,
                device,
                model,
                split,
                batch.and(other.batch),
                prompt.and(other.prompt),
                output.and(other.output));
    }

    boolean holds(Workload work) {
        return batch.holds(work.batchSize()) && prompt.holds(work.promptTokens()) && output.holds(work.outputTokens());
    }
}
