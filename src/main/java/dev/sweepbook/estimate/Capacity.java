package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Workload;

/** What fits: memory needed and free, the largest batch, the fewest devices. */
final class Capacity {
    private static final String SECTION = "FORMULAS.md 3.2";

    private Capacity() {}

    static void fill(Deployed deployed, Workload work, Estimate out) {
        MemoryPlan plan = deployed.memory();
        MemoryPlan.Spread own = plan.own();
        double fresh = Math.max(1.0, work.promptTokens() - work.cachedPromptTokens());
        double context = (double) work.promptTokens() + work.outputTokens();
        double sequences = deployed.rankSequences(work.batchSize());
        double sequence = plan.sequenceBytes(own, context);
        double cache = KvCache.bytesPerDevice(sequences, sequence);
        double needed =
                neededBytes(own.weightBytes(), cache, plan.activations(own, sequences, fresh), plan.runtimeBytes());
        double devices = deployed.devices();
        out.set(Figure.WEIGHT_BYTES, plan.totalWeightBytes());
        out.set(Figure.WEIGHT_BYTES_PER_DEVICE, own.weightBytes());
        out.set(Figure.KV_BYTES_PER_DEVICE, cache);
        out.set(Figure.MEMORY_BYTES_PER_DEVICE, needed);
        out.set(Figure.MEMORY_BYTES, replicaBytes(needed, devices));
        out.set(Figure.FREE_BYTES, freeBytes(plan.usableBytes(), needed, devices));
        out.set(Figure.MAX_BATCH_SIZE, largestBatch(plan, sequence, fresh) * own.data());
        out.set(Figure.KV_TOKEN_CAPACITY, tokenCapacity(plan, sequence, sequences, fresh, context) * own.data());
        out.set(Figure.MIN_DEVICES, fewestDevices(plan, work.batchSize(), fresh, context));
        out.fits(needed <= plan.usableBytes());
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

    @Equation(
            says = "most sequences with weights + cache + activations + runtime ≤ usable, times attention copies",
            source = SECTION,
            unit = "sequences",
            gives = Figure.MAX_BATCH_SIZE)
    private static double largestBatch(MemoryPlan plan, double sequence, double fresh) {
        MemoryPlan.Spread own = plan.own();
        double room = plan.usableBytes() - own.weightBytes() - plan.runtimeBytes();
        double fixed = sequence + own.logitBytesPerSequence();
        double beyondChunk = Math.floor((room - plan.chunkTokens() * own.activationBytesPerToken()) / fixed);
        if (beyondChunk * fresh >= plan.chunkTokens()) {
            return beyondChunk; // activations stopped growing
        }
        double inChunk = Math.floor(room / (fixed + fresh * own.activationBytesPerToken()));
        return Math.max(0, Math.min(inChunk, Math.floor(plan.chunkTokens() / fresh)));
    }

    @Equation(
            says = "⌊(usable − weights − activations − runtime) / bytes of a block⌋ · block, times attention copies",
            source = SECTION,
            unit = "tokens",
            gives = Figure.KV_TOKEN_CAPACITY)
    private static double tokenCapacity(
            MemoryPlan plan, double sequence, double sequences, double fresh, double context) {
        if (sequence == 0) {
            return Double.NaN;
        }
        MemoryPlan.Spread own = plan.own();
        double blocks = Math.ceil(context / plan.blockTokens());
        double room =
                plan.usableBytes() - own.weightBytes() - plan.activations(own, sequences, fresh) - plan.runtimeBytes();
        return Math.max(0, Math.floor(room / (sequence / blocks)) * plan.blockTokens());
    }

    @Equation(
            says = "smallest supported tensor parallelism that holds this batch, else the smallest TP × PP",
            source = "FORMULAS.md 4",
            unit = "devices",
            gives = Figure.MIN_DEVICES)
    private static double fewestDevices(MemoryPlan plan, double batch, double fresh, double context) {
        for (MemoryPlan.Spread spread : plan.others()) {
            double needed = neededBytes(
                    spread.weightBytes(),
                    batch * plan.sequenceBytes(spread, context),
                    plan.activations(spread, batch, fresh),
                    plan.runtimeBytes());
            if (needed <= plan.usableBytes()) {
                return spread.devices();
            }
        }
        return Double.NaN;
    }
}
