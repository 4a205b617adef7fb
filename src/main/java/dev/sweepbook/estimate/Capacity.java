package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Workload;

/** What fits: memory needed and free, the largest batch, the fewest devices. */
@Live(
        name = "heldBeyondChunk",
        is =
                "IF(heldPerSequence+heldLogits=0,1E+300,INT((usableBytes-heldWeights-runtimeBytes-cal.chunk*activationBytesPerToken)/(heldPerSequence+heldLogits)))",
        level = Live.Level.STAGE)
@Live(
        name = "heldBatch",
        is =
                "IF(heldBeyondChunk*freshTokens>=cal.chunk,heldBeyondChunk,MAX(0,MIN(INT((usableBytes-heldWeights-runtimeBytes)/(heldPerSequence+heldLogits+freshTokens*activationBytesPerToken)),INT(cal.chunk/freshTokens))))",
        level = Live.Level.STAGE)
@Live(
        name = "heldTokens",
        is =
                "IF(heldPerSequence>0,MAX(0,INT((usableBytes-heldNeeded+heldCache)*blocks/heldPerSequence)*kvBlockTokens),1E+300)",
        level = Live.Level.STAGE)
@Live(name = "memoryBytesPerDevice", is = "MAX(stages.heldNeeded)", gives = Figure.MEMORY_BYTES_PER_DEVICE)
@Live(name = "fullest", is = "MATCH(memoryBytesPerDevice,stages.heldNeeded,0)")
@Live(name = "weightBytesPerDevice", is = "INDEX(stages.heldWeights,fullest)", gives = Figure.WEIGHT_BYTES_PER_DEVICE)
@Live(name = "kvBytesPerDevice", is = "INDEX(stages.heldCache,fullest)", gives = Figure.KV_BYTES_PER_DEVICE)
@Live(name = "memoryBytes", is = "memoryBytesPerDevice*replicaDevices", gives = Figure.MEMORY_BYTES)
@Live(name = "freeBytes", is = "(usableBytes-memoryBytesPerDevice)*replicaDevices", gives = Figure.FREE_BYTES)
@Live(name = "roomOfCopy", is = "MIN(stages.heldBatch)")
@Live(name = "maxBatchSize", is = "IF(roomOfCopy=1E+300,NA(),roomOfCopy*dataParallel)", gives = Figure.MAX_BATCH_SIZE)
@Live(name = "tokensOfCopy", is = "MIN(stages.heldTokens)")
@Live(
        name = "kvTokenCapacity",
        is = "IF(OR(tokensOfCopy=1E+300,of.cache_grows=0),NA(),tokensOfCopy*dataParallel)",
        gives = Figure.KV_TOKEN_CAPACITY)
final class Capacity {
    private static final String SECTION = "FORMULAS.md 3.2";

    private Capacity() {}

    static void fill(Deployed deployed, Workload work, Estimate out) {
        MemoryPlan plan = deployed.memory();
        double fresh = Math.max(1.0, work.promptTokens() - work.cachedPromptTokens());
        double context = (double) work.promptTokens() + work.outputTokens();
        double needed = stages(plan, deployed.rankSequences(work.batchSize()), fresh, context, out);
        double devices = deployed.devices();
        double copies = deployed.copies();
        out.set(Figure.MEMORY_BYTES_PER_DEVICE, needed);
        out.set(Figure.MEMORY_BYTES, replicaBytes(needed, devices));
        out.set(Figure.FREE_BYTES, freeBytes(plan.usableBytes(), needed, devices));
        out.set(Figure.MAX_BATCH_SIZE, out.get(Figure.MAX_BATCH_SIZE) * copies);
        out.set(Figure.KV_TOKEN_CAPACITY, out.get(Figure.KV_TOKEN_CAPACITY) * copies);
        out.set(Figure.MIN_DEVICES, fewestDevices(plan, work.batchSize(), fresh, context));
        out.fits(needed <= plan.usableBytes());
    }

    /**
     * Fills in what the fullest stage holds, and the batch and the tokens of an attention copy that fit every stage.
     *
     * @return what a device of the fullest stage needs (B)
     */
    private static double stages(MemoryPlan plan, double sequences, double fresh, double context, Estimate out) {
        double blocks = Math.ceil(context / plan.blockTokens());
        double most = Double.NEGATIVE_INFINITY;
        double batch = Double.POSITIVE_INFINITY;
        double tokens = Double.POSITIVE_INFINITY;
        for (StageMemory stage : plan.own()) {
            double sequence = stage.cacheBytes().inBlocks(context, plan.blockTokens());
            double cache = KvCache.bytesPerDevice(sequences, sequence);
            double activations = stage.activations(sequences, fresh, plan.chunkTokens());
            double needed = neededBytes(stage.weightBytes(), cache, activations, plan.runtimeBytes());
            if (needed > most) {
                most = needed;
                out.set(Figure.WEIGHT_BYTES_PER_DEVICE, stage.weightBytes());
                out.set(Figure.KV_BYTES_PER_DEVICE, cache);
            }
            batch = Math.min(batch, largestBatch(plan, stage, sequence, fresh));
            if (sequence > 0) {
                double room = plan.usableBytes() - needed + cache;
                tokens = Math.min(tokens, tokenCapacity(room, sequence, blocks, plan.blockTokens()));
            }
        }
        out.set(Figure.MAX_BATCH_SIZE, batch);
        out.set(
                Figure.KV_TOKEN_CAPACITY,
                tokens == Double.POSITIVE_INFINITY || !plan.cacheGrows() ? Double.NaN : tokens);
        return most;
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
            says = "needed on the fullest device · devices of a replica",
            source = "FORMULAS.md 4",
            unit = "B",
            gives = Figure.MEMORY_BYTES)
    static double replicaBytes(double neededBytes, double devices) {
        return neededBytes * devices;
    }

    @Equation(
            says = "(usable − needed on the fullest device) · devices of a replica",
            source = "FORMULAS.md 4",
            unit = "B",
            gives = Figure.FREE_BYTES)
    static double freeBytes(double usableBytes, double neededBytes, double devices) {
        return (usableBytes - neededBytes) * devices;
    }

    @Equation(
            says =
                    "most sequences with weights + cache + activations + runtime ≤ usable on every device, times attention copies",
            source = SECTION,
            unit = "sequences",
            gives = Figure.MAX_BATCH_SIZE)
    private static double largestBatch(MemoryPlan plan, StageMemory stage, double sequence, double fresh) {
        double room = plan.usableBytes() - stage.weightBytes() - plan.runtimeBytes();
        double fixed = sequence + stage.logitBytesPerSequence();
        double perToken = stage.activationBytesPerToken();
        double beyondChunk = Math.floor((room - plan.chunkTokens() * perToken) / fixed);
        if (beyondChunk * fresh >= plan.chunkTokens()) {
            return beyondChunk; // activations stopped growing
        }
        double inChunk = Math.floor(room / (fixed + fresh * perToken));
        return Math.max(0, Math.min(inChunk, Math.floor(plan.chunkTokens() / fresh)));
    }

    @Equation(
            says =
                    "⌊(usable − weights − activations − runtime) / bytes of a block⌋ · block on the fullest device, times attention copies; none where no cache grows",
            source = SECTION,
            unit = "tokens",
            gives = Figure.KV_TOKEN_CAPACITY)
    private static double tokenCapacity(double roomBytes, double sequenceBytes, double blocks, double blockTokens) {
        return Math.max(0, Math.floor(roomBytes * blocks / sequenceBytes) * blockTokens);
    }

    @Equation(
            says = "smallest supported tensor parallelism that holds this batch, else the smallest TP × PP",
            source = "FORMULAS.md 4",
            unit = "devices",
            gives = Figure.MIN_DEVICES)
    private static double fewestDevices(MemoryPlan plan, double batch, double fresh, double context) {
        for (int place = 0; place < plan.otherCount(); place++) {
            if (holds(plan, plan.other(place), batch, fresh, context)) {
                return plan.otherDevices(place);
            }
        }
        return Double.NaN;
    }

    private static boolean holds(
            MemoryPlan plan, StageMemory[] stages, double sequences, double fresh, double context) {
        double usable = plan.usableBytes();
        for (StageMemory stage : stages) {
            double held = stage.weightBytes() + plan.runtimeBytes();
            if (held > usable) {
                return false;
            }
            double needed = neededBytes(
                    stage.weightBytes(),
                    sequences * stage.cacheBytes().inBlocks(context, plan.blockTokens()),
                    stage.activations(sequences, fresh, plan.chunkTokens()),
                    plan.runtimeBytes());
            if (!(needed <= usable)) {
                return false;
            }
        }
        return true;
    }
}
