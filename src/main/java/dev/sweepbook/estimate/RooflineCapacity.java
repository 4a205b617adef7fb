package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import java.util.List;

/** What fits: memory needed and usable, the largest batch, the fewest devices. */
final class RooflineCapacity {
    private static final String SECTION = "FORMULAS.md 3.2";
    private static final long MOST_TENSOR_PARALLEL = 1024;

    private final Deployed deployed;
    private final DeviceMemory memory;
    private final double usable;
    private final double runtime;
    private final double promptTokens;
    private final double context;

    private RooflineCapacity(Deployed deployed) {
        Scenario scenario = deployed.scenario();
        Workload work = scenario.workload();
        this.deployed = deployed;
        this.memory = new DeviceMemory(
                deployed.model(),
                deployed.weights(),
                deployed.cacheBytes(),
                deployed.activationBytes(),
                scenario.deployment().kvBlockTokens());
        this.usable = usableBytes(scenario.deployment().memoryUtilization(), deviceBytes(scenario.hardware()));
        double own = scenario.deployment().runtimeMemoryBytes();
        this.runtime =
                Double.isNaN(own) ? deployed.rates().efficiency().footprint().runtimeBytes() : own;
        this.promptTokens = Math.max(1, work.promptTokens() - work.cachedPromptTokens());
        this.context = (double) work.promptTokens() + work.outputTokens();
    }

    static void fill(Deployed deployed, Estimate out) {
        new RooflineCapacity(deployed).fill(out);
    }

    private static double deviceBytes(Accelerator device) {
        return device.has(AcceleratorField.REPORTED_MEMORY)
                ? device.get(AcceleratorField.REPORTED_MEMORY)
                : device.get(AcceleratorField.MEMORY);
    }

    @Equation(
            says = "memory_utilization · memory, the memory the device reports where known",
            source = SECTION,
            unit = "B")
    static double usableBytes(double memoryUtilization, double memoryBytes) {
        return memoryUtilization * memoryBytes;
    }

    @Equation(
            says = "weights + cache + activations + runtime, on the fullest device",
            source = SECTION,
            unit = "B",
            gives = Figure.MEMORY_BYTES_PER_DEVICE)
    static double neededBytes(double weightBytes, double cacheBytes, double activationBytes, double runtimeBytes) {
        return weightBytes + cacheBytes + activationBytes + runtimeBytes;
    }

    @Equation(
            says = "needed per device · devices of a replica",
            source = "FORMULAS.md 4",
            unit = "B",
            gives = Figure.MEMORY_BYTES)
    static double replicaBytes(double neededBytes, double devices) {
        return neededBytes * devices;
    }

    @Equation(
            says = "(usable − needed per device) · devices of a replica",
            source = "FORMULAS.md 4",
            unit = "B",
            gives = Figure.FREE_BYTES)
    static double freeBytes(double usableBytes, double neededBytes, double devices) {
        return (usableBytes - neededBytes) * devices;
    }

    private void fill(Estimate out) {
        Layout layout = deployed.layout();
        List<Stage> stages = Stage.of(layout.pipeline());
        double weights = memory.weightBytesPerDevice(stages, layout.tensor(), layout.data());
        double sequence = memory.sequenceBytes(layout.pipeline(), layout.tensor(), context);
        double sequences = layout.rankSequences();
        double cache = KvCache.bytesPerDevice(sequences, sequence);
        double needed = neededBytes(weights, cache, activations(sequences, layout.tensor()), runtime);
        double devices = layout.devices();
        out.set(Figure.WEIGHT_BYTES, DeviceMemory.weightBytes(deployed.model(), deployed.weights()));
        out.set(Figure.WEIGHT_BYTES_PER_DEVICE, weights);
        out.set(Figure.KV_BYTES_PER_DEVICE, cache);
        out.set(Figure.MEMORY_BYTES_PER_DEVICE, needed);
        out.set(Figure.MEMORY_BYTES, replicaBytes(needed, devices));
        out.set(Figure.FREE_BYTES, freeBytes(usable, needed, devices));
        out.set(Figure.MAX_BATCH_SIZE, largestBatch(weights, sequence, layout.tensor()) * layout.data());
        out.set(Figure.KV_TOKEN_CAPACITY, tokenCapacity(weights, sequence, sequences, layout));
        out.set(Figure.MIN_DEVICES, fewestDevices());
        out.fits(needed <= usable);
    }

    @Equation(
            says = "min(B·(s−p), chunk) · activation bytes a token + B · logit bytes",
            source = "own count",
            unit = "B")
    private double activations(double sequences, double tensor) {
        double alive = Math.min(
                sequences * promptTokens,
                deployed.rates().efficiency().footprint().chunkTokens());
        return alive * memory.activationBytesPerToken(tensor) + sequences * memory.logitBytesPerSequence(tensor);
    }

    @Equation(
            says = "most sequences with weights + cache + activations + runtime ≤ usable, times attention copies",
            source = SECTION,
            unit = "sequences",
            gives = Figure.MAX_BATCH_SIZE)
    private double largestBatch(double weights, double sequence, double tensor) {
        double room = usable - weights - runtime;
        double chunk = deployed.rates().efficiency().footprint().chunkTokens();
        double token = memory.activationBytesPerToken(tensor);
        double fixed = sequence + memory.logitBytesPerSequence(tensor);
        double beyondChunk = Math.floor((room - chunk * token) / fixed);
        if (beyondChunk * promptTokens >= chunk) {
            return beyondChunk;
        }
        double inChunk = Math.floor(room / (fixed + promptTokens * token));
        return Math.max(0, Math.min(inChunk, Math.floor(chunk / promptTokens)));
    }

    @Equation(
            says = "⌊(usable − weights − activations − runtime) / bytes of a block⌋ · block, times attention copies",
            source = SECTION,
            unit = "tokens",
            gives = Figure.KV_TOKEN_CAPACITY)
    private double tokenCapacity(double weights, double sequence, double sequences, Layout layout) {
        if (sequence == 0) {
            return Double.NaN;
        }
        double block = deployed.scenario().deployment().kvBlockTokens();
        double blocks = Math.ceil(context / block);
        double room = usable - weights - activations(sequences, layout.tensor()) - runtime;
        return Math.max(0, Math.floor(room / (sequence / blocks)) * block) * layout.data();
    }

    @Equation(
            says = "smallest supported tensor parallelism that holds this batch, else the smallest TP × PP",
            source = "FORMULAS.md 4",
            unit = "devices",
            gives = Figure.MIN_DEVICES)
    private double fewestDevices() {
        Accelerator device = deployed.scenario().hardware();
        double batch = deployed.scenario().workload().batchSize();
        double fewest = Double.NaN;
        for (long tensor = 1; tensor <= MOST_TENSOR_PARALLEL; tensor++) {
            if (RooflineScope.dividesHeads(deployed.model(), tensor)
                    && RooflineScope.reaches(device, tensor)
                    && fits(tensor, 1, batch)) {
                return tensor;
            }
        }
        long layers = (long) deployed.model().layerCount();
        for (long tensor = 1; tensor <= MOST_TENSOR_PARALLEL; tensor++) {
            if (!RooflineScope.dividesHeads(deployed.model(), tensor)) {
                continue;
            }
            for (long stages = 2; stages <= layers; stages++) {
                double devices = (double) tensor * stages;
                if (layers % stages == 0
                        && !(devices >= fewest)
                        && RooflineScope.reaches(device, devices)
                        && fits(tensor, stages, batch)) {
                    fewest = devices;
                    break;
                }
            }
        }
        return fewest;
    }

    private boolean fits(double tensor, double stages, double batch) {
        double weights = memory.weightBytesPerDevice(Stage.of(stages), tensor, 1);
        double sequence = memory.sequenceBytes(stages, tensor, context);
        return neededBytes(weights, batch * sequence, activations(batch, tensor), runtime) <= usable;
    }
}
