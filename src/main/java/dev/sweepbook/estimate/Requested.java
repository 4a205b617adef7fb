package dev.sweepbook.estimate;

/** What formulas of every set read of the device and of the service, before anything is estimated. */
@Live(name = "deviceRow", is = "MATCH(hardware,h_id,0)")
@Live(name = "askedModel", is = "MATCH(modelKey,m_id,0)")
@Live(name = "modelRow", is = "IF(admitted,askedModel,NA())")
@Live(name = "weightRow", is = "MATCH(weightDtype,f_id,0)")
@Live(name = "kvRow", is = "MATCH(kvDtype,f_id,0)")
@Live(name = "activationRow", is = "MATCH(activationDtype,f_id,0)")
@Live(name = "computeRow", is = "IF(INDEX(f_width,activationRow)>INDEX(f_width,weightRow),activationRow,weightRow)")
@Live(name = "offeredFlops", is = "PEAK(INDEX(f_family,computeRow))")
@Live(name = "peakFlops", is = "IF(admitted,offeredFlops,NA())")
@Live(name = "memoryBandwidth", is = "device.memory_bandwidth")
@Live(name = "linkBandwidth", is = "IFERROR(device.link_bandwidth,device.pcie_bandwidth)")
@Live(name = "powerWatts", is = "device.power")
@Live(
        name = "pricePerDeviceHour",
        is = "IF(asked.price_per_device_hour=\"\",device.price_per_hour,asked.price_per_device_hour)")
@Live(name = "replicaDevices", is = "tensorParallel*pipelineParallel*dataParallel")
@Live(name = "devices", is = "replicaDevices*replicas")
@Live(name = "newPromptTokens", is = "promptTokens-cachedPromptTokens")
@Live(name = "fits", is = "freeBytes>=0")
@Live(name = "promisedTtft", is = "IF(asked.slo.ttft=\"\",\"\",asked.slo.ttft/1000)")
@Live(name = "promisedTpot", is = "IF(asked.slo.tpot=\"\",\"\",asked.slo.tpot/1000)")
@Live(
        name = "meets_slo",
        is = "AND(IF(promisedTtft=\"\",1,ttftSeconds<=promisedTtft),IF(promisedTpot=\"\",1,tpotSeconds<=promisedTpot))")
@Live(name = "requestRate", is = "IF(asked.request_rate=\"\",NA(),asked.request_rate)")
@Live(
        name = "apiPricePerMillionOutputTokens",
        is = "IF(asked.api_price_per_million_output_tokens=\"\",NA(),asked.api_price_per_million_output_tokens)")
@Live(
        name = "status",
        is = "IF(edited=0,made.status,IF(NOT(ISNUMBER(freeBytes)),\"not supported: run again for the reason\","
                + "IF(freeBytes>=0,\"ok\",\"does not fit: run again for what would do\")))")
@Live(
        name = "price_source",
        is = "IF(ISNUMBER(decodeStepSeconds),IF(ISNUMBER(pricePerDeviceHour),IF(priced=0,made.price_source,\"given\"),"
                + "\"unknown\"),\"\")")
final class Requested {
    private Requested() {}
}
