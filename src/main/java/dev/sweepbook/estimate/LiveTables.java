package dev.sweepbook.estimate;

import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import java.util.LinkedHashMap;
import java.util.Map;

/** What live formulas look up of formats and calibrations: numbers by name, in the order of their columns. */
public final class LiveTables {
    private LiveTables() {}

    /**
     * Bytes of a format by what is stored in it.
     *
     * @param type the format
     * @return name to bytes a value
     */
    public static Map<String, Double> format(DataType type) {
        WeightBytes plain = WeightBytes.of(type, false, false);
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("bytes", type.bytesPerValue());
        row.put("width", type.width());
        row.put("family", (double) PeakFamily.of(type));
        row.put("alone", WeightBytes.of(type, true, false).linear());
        row.put("kept", plain.kept());
        row.put("embedding", plain.embedding());
        row.put("embedding_tied", WeightBytes.of(type, false, true).embedding());
        row.put("head", plain.head());
        return row;
    }

    /**
     * What a calibration says of an engine on a kind of memory.
     *
     * @param calibration the calibration
     * @param engine the engine
     * @param memory the kind of memory
     * @return name to value
     */
    public static Map<String, Double> calibration(Calibration calibration, ServingEngine engine, MemoryClass memory) {
        Efficiency own = calibration.of(engine, memory);
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("weight_bandwidth", own.arithmetic().weightBandwidth());
        row.put("cache_bandwidth", own.arithmetic().cacheBandwidth());
        row.put("gemm", own.arithmetic().gemm());
        row.put("narrow_gemm", own.arithmetic().narrowGemm());
        row.put("attention", own.arithmetic().attention());
        row.put("vector_attention", own.kernels().vectorAttention());
        row.put("stream_passes", own.kernels().streamPasses());
        row.put("least_rows", own.kernels().leastRows());
        row.put("layer", own.overheads().layerSeconds());
        row.put("step", own.overheads().stepSeconds());
        row.put("sequence", own.overheads().sequenceSeconds());
        row.put("request", own.overheads().requestSeconds());
        row.put("launch", own.network().launchSeconds());
        row.put("hop", own.network().hopSeconds());
        row.put("link", own.network().linkShare());
        row.put("far_hop", own.network().scaleOutHopSeconds());
        row.put("hand_over", own.network().handOverSeconds());
        row.put("runtime", own.footprint().runtimeBytes());
        row.put("chunk", own.footprint().chunkTokens());
        row.put("queues", own.scheduling().queues() ? 1.0 : 0);
        row.put("layer_split", own.scheduling().layerSplit() ? 1.0 : 0);
        row.put("serving_step", own.scheduling().servingStep());
        row.put("serving_prefill", own.scheduling().servingPrefill());
        row.put("ideal", calibration.isIdeal() ? 1.0 : 0);
        return row;
    }
}
