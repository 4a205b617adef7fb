package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;

/** Fills in an estimate by {@code seed-2020} or {@code kipply-2022}. */
final class SourceEstimator {
    private SourceEstimator() {}

    static void estimate(Scenario scenario, Estimate out) {
        ComputePeak peak = ComputePeak.of(
                scenario.hardware(), scenario.deployment().precision().compute());
        if (!SourceScope.admits(scenario, peak, out)) {
            return;
        }
        if (!peak.note().isEmpty()) {
            out.note(peak.note());
        }
        size(scenario, peak, out);
        capacity(scenario, out);
        boolean seed = scenario.method().formulas() == Formulas.SEED_2020;
        if (seed) {
            seedFlops(scenario, out);
        } else {
            kipplyFlops(scenario, out);
        }
        step(scenario, peak, out, seed);
        thresholds(scenario, peak, out, seed);
        CostFigures.fillBySource(scenario, seed, out);
        if (seed) {
            out.note("seed-2020 has no prefill and no requests");
        }
    }

    /** Parameters of a model as the source counts them, unless the user replaced the count. */
    static double parameters(ModelArchitecture model) {
        if (model.parameters().isGiven()) {
            return model.parameters().total();
        }
        double embedding = SourceArithmetic.embeddingParameters(model.vocabularySize(), model.hiddenSize());
        return SourceArithmetic.parameters(model.layers(), model.hiddenSize(), embedding);
    }

    @Live(name = "layers", is = "INDEX(m_layers,modelRow)")
    @Live(name = "hiddenSize", is = "INDEX(m_hidden_size,modelRow)")
    @Live(name = "vocabularySize", is = "INDEX(m_vocabulary,modelRow)")
    @Live(name = "givenParameters", is = "INDEX(m_given,modelRow)")
    private static void size(Scenario scenario, ComputePeak peak, Estimate out) {
        ModelArchitecture model = scenario.model();
        Workload work = scenario.workload();
        long n = scenario.deployment().parallelism().tensor();
        double parameters = parameters(model);
        double kvPerToken = SourceArithmetic.kvBytesPerToken(model.layers(), model.hiddenSize());
        double kvPerSequence =
                SourceArithmetic.kvBytesPerSequence(work.promptTokens(), work.outputTokens(), kvPerToken);
        double kv = SourceArithmetic.kvBytes(work.batchSize(), kvPerSequence);
        double kvFlops = SourceArithmetic.kvFlopsPerToken(model.layers(), model.hiddenSize());
        double weights = SourceArithmetic.weightBytes(parameters);
        out.set(Figure.PARAMETERS, parameters);
        out.set(Figure.ACTIVE_PARAMETERS, parameters);
        out.set(
                Figure.EMBEDDING_PARAMETERS,
                SourceArithmetic.embeddingParameters(model.vocabularySize(), model.hiddenSize()));
        out.set(Figure.KV_BYTES_PER_TOKEN, kvPerToken);
        out.set(Figure.KV_BYTES_PER_SEQUENCE, kvPerSequence);
        out.set(Figure.KV_BYTES, kv);
        out.set(Figure.KV_BYTES_PER_DEVICE, SourceArithmetic.kvBytesPerDevice(kv, n));
        out.set(Figure.KV_FLOPS_PER_TOKEN, kvFlops);
        out.set(
                Figure.KV_RECOMPUTE_SAVED_SECONDS,
                EverySet.kvRecomputeSavedSeconds(
                        work.promptTokens(), work.outputTokens(), kvFlops, peak.flopsPerSecond()));
        out.set(Figure.WEIGHT_BYTES, weights);
        out.set(Figure.WEIGHT_BYTES_PER_DEVICE, SourceArithmetic.weightBytesPerDevice(weights, n));
        out.set(Figure.MEMORY_BYTES, SourceArithmetic.memoryBytes(weights, kv));
    }

    @Live(name = "deviceMemoryBytes", is = "device.memory")
    private static void capacity(Scenario scenario, Estimate out) {
        Workload work = scenario.workload();
        long n = scenario.deployment().parallelism().tensor();
        double memory = scenario.hardware().get(AcceleratorField.MEMORY);
        double needed = out.get(Figure.MEMORY_BYTES);
        double free = SourceArithmetic.freeBytes(n, memory, needed);
        double capacity = SourceArithmetic.kvTokenCapacity(
                n, memory, out.get(Figure.WEIGHT_BYTES), out.get(Figure.KV_BYTES_PER_TOKEN));
        out.set(Figure.MEMORY_BYTES_PER_DEVICE, SourceArithmetic.memoryBytesPerDevice(needed, n));
        out.set(Figure.FREE_BYTES, free);
        out.set(Figure.KV_TOKEN_CAPACITY, capacity);
        out.set(
                Figure.MAX_BATCH_SIZE,
                SourceArithmetic.maxBatchSize(capacity, work.promptTokens(), work.outputTokens()));
        out.set(Figure.MIN_DEVICES, memory > 0 ? SourceArithmetic.minDevices(needed, memory) : Double.NaN);
        out.fits(free >= 0);
    }

    private static void seedFlops(Scenario scenario, Estimate out) {
        long layers = scenario.model().layers();
        long d = scenario.model().hiddenSize();
        double qkv = Seed2020.qkvFlopsPerToken(layers, d);
        double attention = Seed2020.attentionFlopsPerToken(layers, d);
        double projection = Seed2020.projectionFlopsPerToken(layers, d);
        double mlp = Seed2020.mlpFlopsPerToken(layers, d);
        double positions = Seed2020.positionFlopsPerToken(layers, d);
        out.set(Figure.QKV_FLOPS_PER_TOKEN, qkv);
        out.set(Figure.ATTENTION_FLOPS_PER_TOKEN, attention);
        out.set(Figure.PROJECTION_FLOPS_PER_TOKEN, projection);
        out.set(Figure.MLP_FLOPS_PER_TOKEN, mlp);
        out.set(Figure.POSITION_FLOPS_PER_TOKEN, positions);
        out.set(Figure.FLOPS_PER_TOKEN, Seed2020.flopsPerToken(qkv, attention, projection, mlp, positions));
        out.set(Figure.ELEMENTWISE_FLOPS_PER_TOKEN, Seed2020.elementwiseFlopsPerToken(layers, d));
        out.set(Figure.COMMS_VALUES_PER_TOKEN, Seed2020.commsValuesPerToken(layers, d));
    }

    private static void kipplyFlops(Scenario scenario, Estimate out) {
        long layers = scenario.model().layers();
        long d = scenario.model().hiddenSize();
        Workload work = scenario.workload();
        double qkv = Kipply2022.qkvFlopsPerToken(layers, d);
        double projection = Kipply2022.projectionFlopsPerToken(layers, d);
        double mlp = Kipply2022.mlpFlopsPerToken(layers, d);
        out.set(Figure.QKV_FLOPS_PER_TOKEN, qkv);
        out.set(Figure.PROJECTION_FLOPS_PER_TOKEN, projection);
        out.set(Figure.MLP_FLOPS_PER_TOKEN, mlp);
        out.set(Figure.FLOPS_PER_TOKEN, Kipply2022.flopsPerToken(qkv, projection, mlp));
        out.set(
                Figure.PREFILL_FLOPS,
                Kipply2022.prefillFlops(out.get(Figure.PARAMETERS), work.promptTokens(), work.batchSize()));
        out.set(Figure.COMMS_VALUES_PER_TOKEN, Kipply2022.commsValuesPerToken(layers, d));
    }

    private static void step(Scenario scenario, ComputePeak peak, Estimate out, boolean seed) {
        long n = scenario.deployment().parallelism().tensor();
        long layers = scenario.model().layers();
        long d = scenario.model().hiddenSize();
        long batch = scenario.workload().batchSize();
        double parameters = out.get(Figure.PARAMETERS);
        double bandwidth = scenario.hardware().get(AcceleratorField.MEMORY_BANDWIDTH);
        double link = scenario.hardware().peerBytesPerSecond();
        double memory = SourceArithmetic.memorySeconds(parameters, n, bandwidth);
        double compute = SourceArithmetic.computeSeconds(batch, parameters, n, peak.flopsPerSecond());
        double latency = seed ? Seed2020.commsLatencySeconds(layers, n) : Kipply2022.commsLatencySeconds(layers, n);
        double throughput = seed
                ? Seed2020.commsThroughputSeconds(batch, layers, d, link, n)
                : Kipply2022.commsThroughputSeconds(batch, layers, d, link, n);
        double comms = seed ? Seed2020.commsSeconds(latency, throughput) : Kipply2022.commsSeconds(latency, throughput);
        double step = seed
                ? Seed2020.decodeStepSeconds(memory, compute, comms)
                : Kipply2022.decodeStepSeconds(memory, compute, comms);
        StepTerms.fill(memory, compute, comms, SourceArithmetic.overheadSeconds(), out);
        out.set(Figure.DECODE_STEP_SECONDS, step);
        out.set(Figure.MFU, SourceArithmetic.modelFlopsUtilization(batch, parameters, n, peak.flopsPerSecond(), step));
        out.set(Figure.MBU, SourceArithmetic.memoryBandwidthUtilization(parameters, n, bandwidth, step));
        rates(scenario, step, out);
        if (!seed) {
            request(scenario.workload(), latency, throughput, out);
        }
    }

    private static void rates(Scenario scenario, double step, Estimate out) {
        long n = scenario.deployment().parallelism().tensor();
        long replicas = scenario.deployment().parallelism().replicas();
        double tokens =
                SourceArithmetic.outputTokensPerSecond(scenario.workload().batchSize(), replicas, step);
        out.set(Figure.OUTPUT_TOKENS_PER_SECOND, tokens);
        out.set(
                Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE,
                SourceArithmetic.outputTokensPerSecondPerDevice(tokens, n, replicas));
        out.set(Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER, SourceArithmetic.outputTokensPerSecondPerUser(step));
    }

    private static void request(Workload work, double latency, double throughput, Estimate out) {
        double memory = out.get(Figure.MEMORY_SECONDS);
        double compute = Kipply2022.prefillComputeSeconds(work.promptTokens(), out.get(Figure.COMPUTE_SECONDS));
        double comms = Kipply2022.prefillCommsSeconds(work.promptTokens(), latency, throughput);
        double prefill = Kipply2022.prefillSeconds(work.promptTokens(), memory, compute, comms);
        double step = out.get(Figure.DECODE_STEP_SECONDS);
        double tokens = out.get(Figure.OUTPUT_TOKENS_PER_SECOND);
        out.set(Figure.PREFILL_SECONDS, prefill);
        out.set(Figure.TTFT_SECONDS, prefill);
        out.prefillBound(work.promptTokens() == 0 ? null : StepTerms.largest(memory, compute, comms, 0));
        out.set(Figure.TPOT_SECONDS, Kipply2022.timePerOutputTokenSeconds(step));
        out.set(
                Figure.REQUEST_SECONDS,
                Kipply2022.requestSeconds(work.promptTokens(), work.outputTokens(), prefill, step));
        out.set(Figure.REQUESTS_PER_SECOND, RequestRates.requestsPerSecond(tokens, work.outputTokens()));
        out.set(
                Figure.TOTAL_TOKENS_PER_SECOND,
                RequestRates.totalTokensPerSecond(tokens, work.promptTokens(), work.outputTokens()));
    }

    @Live(name = "commsOutgrowCompute", is = "commsThroughputSeconds>computeSeconds")
    private static void thresholds(Scenario scenario, ComputePeak peak, Estimate out, boolean seed) {
        Accelerator device = scenario.hardware();
        long n = scenario.deployment().parallelism().tensor();
        long layers = scenario.model().layers();
        long d = scenario.model().hiddenSize();
        double bandwidth = device.get(AcceleratorField.MEMORY_BANDWIDTH);
        double link = device.peerBytesPerSecond();
        double weights = SourceArithmetic.batchThreshold(peak.flopsPerSecond(), bandwidth);
        double kv = SourceArithmetic.kvEqualsWeightsBatch(
                out.get(Figure.WEIGHT_BYTES), out.get(Figure.KV_BYTES_PER_SEQUENCE));
        double comms = seed ? Seed2020.commsThroughputBatch(link, d, n) : Kipply2022.commsThroughputBatch(link, d, n);
        out.set(Figure.FLOPS_PER_BYTE, EverySet.flopsPerByte(peak.flopsPerSecond(), bandwidth));
        out.set(Figure.FLOPS_PER_LINK_BYTE, EverySet.flopsPerLinkByte(peak.flopsPerSecond(), link));
        out.set(Figure.BATCH_THRESHOLD, weights);
        out.set(Figure.WEIGHTS_BATCH_THRESHOLD, weights);
        out.set(Figure.KV_EQUALS_WEIGHTS_BATCH, kv);
        out.set(Figure.COMMS_THROUGHPUT_BATCH, comms);
        out.set(
                Figure.FLOPS_PER_COMMS_BYTE,
                seed ? Seed2020.flopsPerCommsByte(d, n) : Kipply2022.flopsPerCommsByte(d, n));
        double commsPerSequence = seed
                ? Seed2020.commsThroughputSeconds(1, layers, d, link, n)
                : Kipply2022.commsThroughputSeconds(1, layers, d, link, n);
        double computePerSequence =
                SourceArithmetic.computeSeconds(1, out.get(Figure.PARAMETERS), n, peak.flopsPerSecond());
        out.bindingThreshold(BindingThreshold.of(
                weights, kv, out.get(Figure.MAX_BATCH_SIZE), comms, commsPerSequence > computePerSequence));
    }
}
