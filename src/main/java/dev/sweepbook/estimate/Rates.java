package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Precision;

/**
 * What one device does in a second in one set of formats, efficiencies applied.
 *
 * @param peakFlops peak of the compute format (FLOP/s)
 * @param bandwidth datasheet memory bandwidth (B/s)
 * @param linkBandwidth datasheet bandwidth to a peer, one direction (B/s), NaN where there is none
 * @param gemmFlops linear layers (FLOP/s)
 * @param attentionFlops attention (FLOP/s)
 * @param weightBytes weights and activations (B/s)
 * @param cacheBytes KV cache (B/s)
 * @param secondsPerFlop of a linear layer (s/FLOP)
 * @param secondsPerByte of weights and activations (s/B)
 * @param secondsPerAttentionFlop of attention (s/FLOP)
 * @param secondsPerCacheByte of the KV cache (s/B)
 * @param secondsPerVectorFlop of decode attention on the vector units (s/FLOP)
 * @param links what joins the devices
 * @param efficiency the calibration it comes from
 * @param note what stands in for a missing peak, empty where nothing does
 */
@Live(name = "calibrationRow", is = "MATCH(calibration&\"/\"&engine&\"/\"&INDEX(h_memory_class,deviceRow),c_id,0)")
@Live(name = "gemmFlops", is = "peakFlops*IF(INDEX(f_bytes,computeRow)<=1,cal.narrow_gemm,cal.gemm)")
@Live(name = "attentionPeak", is = "PEAK(INDEX(f_family,activationRow))")
@Live(name = "weightRate", is = "memoryBandwidth*cal.weight_bandwidth")
@Live(name = "cacheRate", is = "memoryBandwidth*cal.cache_bandwidth")
@Live(name = "secondsPerFlop", is = "1/gemmFlops")
@Live(name = "secondsPerByte", is = "1/weightRate")
@Live(name = "secondsPerAttentionFlop", is = "1/(attentionPeak*cal.attention)")
@Live(name = "secondsPerCacheByte", is = "1/cacheRate")
@Live(name = "secondsPerVectorFlop", is = "cal.vector_attention/PEAK(INDEX(f_family,MATCH(\"bf16\",f_id,0)))")
@Live(name = "latencyScale", is = "IF(ISNUMBER(linkBandwidth),MIN(2,MAX(0.5,300000000000/linkBandwidth)),1)")
@Live(name = "launchSeconds", is = "cal.launch*latencyScale")
@Live(
        name = "hopSeconds",
        is = "IF(cal.ideal=1,cal.hop*latencyScale,IFERROR(device.link_latency,cal.hop*latencyScale))")
@Live(name = "farHopSeconds", is = "IF(cal.ideal=1,cal.far_hop,IFERROR(device.scale_out_latency,cal.far_hop))")
@Live(name = "scaleUpDevices", is = "IFERROR(device.scale_up_devices,1E+99)")
@Live(name = "nearRate", is = "linkBandwidth*cal.link")
@Live(name = "scaleOut", is = "device.scale_out_bandwidth")
@Live(name = "farRate", is = "IF(AND(cal.layer_split=1,NOT(ISNUMBER(scaleOut))),linkBandwidth,scaleOut)*cal.link")
record Rates(
        double peakFlops,
        double bandwidth,
        double linkBandwidth,
        double gemmFlops,
        double attentionFlops,
        double weightBytes,
        double cacheBytes,
        double secondsPerFlop,
        double secondsPerByte,
        double secondsPerAttentionFlop,
        double secondsPerCacheByte,
        double secondsPerVectorFlop,
        Communication.Links links,
        Efficiency efficiency,
        String note) {

    static Rates of(Accelerator device, Precision precision, Calibration calibration, Efficiency efficiency) {
        ComputePeak peak = ComputePeak.of(device, precision.compute());
        ComputePeak attention = ComputePeak.of(device, precision.activations());
        double bandwidth = device.get(AcceleratorField.MEMORY_BANDWIDTH);
        Efficiency.Arithmetic share = efficiency.arithmetic();
        boolean narrow = precision.compute().bytesPerValue() <= 1;
        double gemmFlops = peak.flopsPerSecond() * (narrow ? share.narrowGemm() : share.gemm());
        double attentionFlops = attention.flopsPerSecond() * share.attention();
        double weightBytes = bandwidth * share.weightBandwidth();
        double cacheBytes = bandwidth * share.cacheBandwidth();
        return new Rates(
                peak.flopsPerSecond(),
                bandwidth,
                device.peerBytesPerSecond(),
                gemmFlops,
                attentionFlops,
                weightBytes,
                cacheBytes,
                1 / gemmFlops,
                1 / weightBytes,
                1 / attentionFlops,
                1 / cacheBytes,
                efficiency.kernels().vectorAttention() / vectorPeak(device),
                links(device, calibration, efficiency),
                efficiency,
                peak.note());
    }

    /** Scores and their softmax are worked in 16 or 32 bits, whatever the formats are. */
    private static double vectorPeak(Accelerator device) {
        return ComputePeak.of(device, DataType.BF16).flopsPerSecond();
    }

    /** Stages that take turns hand small messages over by way of their host, however many there are. */
    private static double scaleOut(Accelerator device, boolean layerSplit) {
        return layerSplit && !device.has(AcceleratorField.SCALE_OUT_BANDWIDTH)
                ? device.peerBytesPerSecond()
                : device.get(AcceleratorField.SCALE_OUT_BANDWIDTH);
    }

    private static Communication.Links links(Accelerator device, Calibration calibration, Efficiency efficiency) {
        Efficiency.Network network = efficiency.network();
        boolean own = !calibration.isIdeal();
        double generation = Communication.latencyScale(device.peerBytesPerSecond());
        double hop = own && device.has(AcceleratorField.LINK_LATENCY)
                ? device.get(AcceleratorField.LINK_LATENCY)
                : network.hopSeconds() * generation;
        double far = own && device.has(AcceleratorField.SCALE_OUT_LATENCY)
                ? device.get(AcceleratorField.SCALE_OUT_LATENCY)
                : network.scaleOutHopSeconds();
        double scaleUp = device.has(AcceleratorField.SCALE_UP_DEVICES)
                ? device.get(AcceleratorField.SCALE_UP_DEVICES)
                : Double.POSITIVE_INFINITY;
        return new Communication.Links(
                device.peerBytesPerSecond() * network.linkShare(),
                network.launchSeconds() * generation,
                hop,
                scaleUp,
                scaleOut(device, efficiency.scheduling().layerSplit()) * network.linkShare(),
                far,
                network.handOverSeconds());
    }
}
