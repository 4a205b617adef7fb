package dev.sweepbook.estimate;

/**
 * An all-reduce over so many devices, as lines in the bytes of its message: inside a fast network the lower of a ring
 * and one shot, then the tier between networks.
 */
@Live(name = "nodes", is = "MAX(1,-INT(-(tensorParallel)/scaleUpDevices))")
@Live(name = "local", is = "tensorParallel/nodes")
@Live(
        name = "ringSeconds",
        is = "IF(local>1,launchSeconds+2*(local-1)*hopSeconds,IF(tensorParallel<=1,0,launchSeconds))")
@Live(name = "ringSecondsPerByte", is = "IF(local>1,2*(local-1)/local/nearRate,0)")
@Live(name = "oneShotSeconds", is = "IF(local>1,launchSeconds+hopSeconds,IF(tensorParallel<=1,0,launchSeconds))")
@Live(name = "oneShotSecondsPerByte", is = "IF(local>1,(local-1)/nearRate,0)")
@Live(name = "across", is = "IF(nodes>1,2*(nodes-1)/nodes/local,0)")
@Live(name = "farSeconds", is = "IF(nodes>1,farHopSeconds*(LN(nodes)/LN(2)),0)")
@Live(name = "farSecondsPerByte", is = "IF(nodes>1,across/farRate,0)")
@Live(name = "wireBytesPerByte", is = "IF(local>1,2*(local-1)/local,0)+across")
@Live(name = "wideNodes", is = "MOE(MAX(1,-INT(-(tensorParallel*dataParallel)/scaleUpDevices)))")
@Live(name = "wideLocal", is = "MOE(tensorParallel*dataParallel/wideNodes)")
@Live(
        name = "wideRingSeconds",
        is =
                "MOE(IF(wideLocal>1,launchSeconds+2*(wideLocal-1)*hopSeconds,IF(tensorParallel*dataParallel<=1,0,launchSeconds)))")
@Live(name = "wideRingSecondsPerByte", is = "MOE(IF(wideLocal>1,2*(wideLocal-1)/wideLocal/nearRate,0))")
@Live(
        name = "wideOneShotSeconds",
        is = "MOE(IF(wideLocal>1,launchSeconds+hopSeconds,IF(tensorParallel*dataParallel<=1,0,launchSeconds)))")
@Live(name = "wideOneShotSecondsPerByte", is = "MOE(IF(wideLocal>1,(wideLocal-1)/nearRate,0))")
@Live(name = "wideAcross", is = "MOE(IF(wideNodes>1,2*(wideNodes-1)/wideNodes/wideLocal,0))")
@Live(name = "wideFarSeconds", is = "MOE(IF(wideNodes>1,farHopSeconds*(LN(wideNodes)/LN(2)),0))")
@Live(name = "wideFarSecondsPerByte", is = "MOE(IF(wideNodes>1,wideAcross/farRate,0))")
@Live(name = "wideWireBytesPerByte", is = "MOE(IF(wideLocal>1,2*(wideLocal-1)/wideLocal,0)+wideAcross)")
final class AllReduce {
    private final double ringSeconds;
    private final double ringSecondsPerByte;
    private final double oneShotSeconds;
    private final double oneShotSecondsPerByte;
    private final double farSeconds;
    private final double farSecondsPerByte;
    private final double wireBytesPerByte;

    AllReduce(double devices, Communication.Links links) {
        double nodes =
                Math.max(1, Math.ceil(devices / links.scaleUpDevices())); // one network without bounds is one node
        double local = devices / nodes;
        boolean near = local > 1;
        double launch = devices <= 1 ? 0 : links.launchSeconds();
        ringSeconds = near ? Communication.ringLatencySeconds(local, launch, links.hopSeconds()) : launch;
        ringSecondsPerByte = near ? Communication.ringShare(local) / links.bytesPerSecond() : 0;
        oneShotSeconds = near ? Communication.oneShotLatencySeconds(launch, links.hopSeconds()) : launch;
        oneShotSecondsPerByte = near ? Communication.oneShotShare(local) / links.bytesPerSecond() : 0;
        boolean far = nodes > 1;
        double across = far ? Communication.acrossNodesShare(nodes, local) : 0;
        farSeconds = far ? Communication.acrossNodesLatencySeconds(nodes, links.scaleOutHopSeconds()) : 0;
        farSecondsPerByte = far ? across / links.scaleOutBytesPerSecond() : 0;
        wireBytesPerByte = (near ? Communication.ringShare(local) : 0) + across;
    }

    /** Time of one all-reduce of a message; 0 on one device. */
    double seconds(double messageBytes) {
        double ring = ringSeconds + ringSecondsPerByte * messageBytes;
        double oneShot = oneShotSeconds + oneShotSecondsPerByte * messageBytes;
        return Math.min(ring, oneShot) + farSeconds + farSecondsPerByte * messageBytes;
    }

    /** The part of a ring that does not depend on its message (s). */
    double latencySeconds() {
        return ringSeconds + farSeconds;
    }

    /** The part of a ring that does, for each byte of its message (s/B). */
    double secondsPerByte() {
        return ringSecondsPerByte + farSecondsPerByte;
    }

    /** Bytes one device sends for each byte of the message. */
    double wireBytesPerByte() {
        return wireBytesPerByte;
    }
}
