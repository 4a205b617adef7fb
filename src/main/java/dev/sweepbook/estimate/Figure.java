package dev.sweepbook.estimate;

import java.util.Locale;

/** The numbers an estimate holds; the names are the column ids, upper case. SI base units throughout. */
public enum Figure {
    PARAMETERS,
    ACTIVE_PARAMETERS,
    EMBEDDING_PARAMETERS,
    FLOPS_PER_TOKEN,
    ATTENTION_FLOPS_PER_TOKEN,
    ELEMENTWISE_FLOPS_PER_TOKEN,
    PREFILL_FLOPS,
    KV_BYTES_PER_TOKEN,
    KV_BYTES_PER_SEQUENCE,
    KV_BYTES,
    KV_BYTES_PER_DEVICE,
    KV_FLOPS_PER_TOKEN,
    KV_RECOMPUTE_SAVED_SECONDS,
    WEIGHT_BYTES,
    MEMORY_BYTES,
    FREE_BYTES,
    KV_TOKEN_CAPACITY,
    MAX_BATCH_SIZE,
    MIN_DEVICES,
    WEIGHT_BYTES_PER_DEVICE,
    MEMORY_BYTES_PER_DEVICE,
    MEMORY_SECONDS,
    COMPUTE_SECONDS,
    COMMS_SECONDS,
    OVERHEAD_SECONDS,
    DECODE_STEP_SECONDS,
    MEMORY_SHARE,
    COMPUTE_SHARE,
    COMMS_SHARE,
    OVERHEAD_SHARE,
    PREFILL_SECONDS,
    TTFT_SECONDS,
    TPOT_SECONDS,
    REQUEST_SECONDS,
    MFU,
    MBU,
    OUTPUT_TOKENS_PER_SECOND,
    OUTPUT_TOKENS_PER_SECOND_PER_DEVICE,
    OUTPUT_TOKENS_PER_SECOND_PER_USER,
    TOTAL_TOKENS_PER_SECOND,
    REQUESTS_PER_SECOND,
    FLOPS_PER_BYTE,
    BATCH_THRESHOLD,
    WEIGHTS_BATCH_THRESHOLD,
    KV_EQUALS_WEIGHTS_BATCH,
    COMMS_THROUGHPUT_BATCH,
    FLOPS_PER_COMMS_BYTE,
    USD_PER_MILLION_OUTPUT_TOKENS,
    USD_PER_MILLION_INPUT_TOKENS,
    USD_PER_REQUEST,
    JOULES_PER_OUTPUT_TOKEN,
    REPLICAS_NEEDED,
    DEVICES_NEEDED,
    USD_PER_MONTH,
    /** Step by step: the query, key and value projections. */
    QKV_FLOPS_PER_TOKEN,
    /** Step by step: the output projection of attention. */
    PROJECTION_FLOPS_PER_TOKEN,
    /** Step by step: the MLP. */
    MLP_FLOPS_PER_TOKEN,
    /** Step by step: positions. */
    POSITION_FLOPS_PER_TOKEN,
    /** Values a token sends between devices, as the formula set counts them. */
    COMMS_VALUES_PER_TOKEN,
    /** Peak arithmetic over link bandwidth, what the FLOPs per byte of comms are held against. */
    FLOPS_PER_LINK_BYTE,
    /** Context from which on no batch is limited by compute. */
    VANISHING_CONTEXT,
    /** Batch up to which communication takes longer than compute. */
    COMMS_COMPUTE_BATCH,
    /** Tensor parallelism from which on it does at any batch. */
    COMMS_COMPUTE_TENSOR_PARALLEL,
    /** Utilisation at which a token costs as much as an API charges. */
    BREAK_EVEN_UTILIZATION,
    /** What a million output tokens cost with the prompts they answer: all of a request over its output. */
    USD_PER_MILLION_OUTPUT_TOKENS_WITH_PROMPT;

    /**
     * The column's name.
     *
     * @return the name as in CSV headers
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
