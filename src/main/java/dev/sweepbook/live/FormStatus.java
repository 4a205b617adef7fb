package dev.sweepbook.live;

import dev.sweepbook.scenario.Formulas;
import java.util.List;

/** What a form says of its inputs, as a formula: {@code ok}, or in words why there is no estimate or no room. */
final class FormStatus {
    private static final String NOT = "not supported: ";

    private FormStatus() {}

    /** A condition under which there is no estimate, and what is said then. */
    private record Reason(String when, String says) {}

    private static final List<Reason> OF_ALL = List.of(
            new Reason("NOT(ISNUMBER(deviceRow))", NOT + "hardware: no such device in this workbook"),
            new Reason("NOT(ISNUMBER(askedModel))", NOT + "model: no such model in this workbook"));

    private static final List<Reason> OF_ROOFLINE = List.of(
            new Reason(
                    "NOT(ISNUMBER(calibrationRow))",
                    NOT + "calibration: none of this name and engine in this workbook"),
            new Reason("NOT(ISNUMBER(askedWhole))", NOT + "model: the structure of the model is not told"),
            new Reason(
                    "NOT(AND(ISNUMBER(offeredFlops),ISNUMBER(attentionPeak)))",
                    NOT + "weight_dtype: the device has no peak for this format or a wider one"),
            new Reason("NOT(dividesHeads)", NOT + "tensor_parallel: does not divide the heads"),
            new Reason("NOT(dividesLayers)", NOT + "pipeline_parallel: does not divide the layers"),
            new Reason(
                    "NOT(dividesExperts)",
                    NOT + "expert_parallel: must divide the experts and tensor_parallel times data_parallel"),
            new Reason("NOT(joined)", NOT + "tensor_parallel: nothing links so many of these devices"),
            new Reason("cachedPromptTokens>promptTokens", NOT + "cached_prompt_tokens: must be at most prompt_tokens"),
            new Reason("microBatches>sequences", NOT + "micro_batches: must be at most the sequences of a copy"),
            new Reason(
                    "NOT(ISNUMBER(INDEX(stages.held,1)))",
                    NOT + "pipeline_parallel: the model is not laid out on so many stages here; run again for it"));

    private static final List<Reason> OF_SOURCE = List.of(
            new Reason("pipelineParallel<>1", NOT + "pipeline_parallel: must be 1 in this formula set"),
            new Reason("expertParallel<>1", NOT + "expert_parallel: must be 1 in this formula set"),
            new Reason("dataParallel<>1", NOT + "data_parallel: must be 1 in this formula set"),
            new Reason("cachedPromptTokens<>0", NOT + "cached_prompt_tokens: must be 0 in this formula set"),
            new Reason(bytes("weightDtype"), NOT + "weight_dtype: this formula set counts 2 bytes a value"),
            new Reason(bytes("kvDtype"), NOT + "kv_dtype: this formula set counts 2 bytes a value"),
            new Reason(bytes("activationDtype"), NOT + "activation_dtype: this formula set counts 2 bytes a value"),
            new Reason("overlap<>0", NOT + "overlap: must be 0 in this formula set"),
            new Reason("interference=\"on\"", NOT + "interference: must be off in this formula set"),
            new Reason("NOT(ISNUMBER(offeredFlops))", NOT + "hardware: the device has no peak for 2 bytes a value"),
            new Reason(
                    "AND(tensorParallel>1,NOT(ISNUMBER(linkBandwidth)))",
                    NOT + "tensor_parallel: the device has neither a link nor PCIe"));

    private static final String ESTIMATED = "IF(NOT(ISNUMBER(decodeStepSeconds)),\"" + NOT
            + "these inputs give no estimate\",IF(freeBytes>=0,\"ok\",\"does not fit: \"&INT(-freeBytes/replicaDevices"
            + "/10000000+0.5)/100&\" GB too much on a device\"))";

    private static String bytes(String type) {
        return "NOT(OR(" + type + "=\"bf16\"," + type + "=\"fp16\"))";
    }

    static String of(Formulas formulas) {
        String text = ESTIMATED;
        for (List<Reason> reasons : List.of(formulas == Formulas.ROOFLINE ? OF_ROOFLINE : OF_SOURCE, OF_ALL)) {
            for (int i = reasons.size() - 1; i >= 0; i--) {
                text = "IF(" + reasons.get(i).when() + ",\"" + reasons.get(i).says() + "\"," + text + ")";
            }
        }
        return text;
    }
}
