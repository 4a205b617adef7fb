package dev.sweepbook.estimate;

/**
 * What the formulas of the roofline say again and again: operators of a device as arrays, one element a row of the
 * tables. {@code o_} are matrices and vectors, {@code a_} attention, {@code x_} routed experts, of every part of a model
 * that a device can hold; a formula picks the rows of its part.
 */
final class LiveWords {
    /** 1/N, or a copy of a head where there are fewer heads: {@link LayerCosts.KeyValueOutputs#share}. */
    private static final String OPERATOR_HEADS =
            "((o_heads>tensorParallel)/tensorParallel+(o_heads<=tensorParallel)/o_heads)";

    /** Parameters of an operator on a device. */
    static final String PARAMETERS = "(o_whole+o_split/tensorParallel+o_copied*" + OPERATOR_HEADS + ")";

    /** Bytes of a parameter. */
    static final String BYTES = "((o_kind=1)*linearBytes+(o_kind=2)*keptBytes+(o_kind=3)*headBytes)";

    /** Values a token moves in and out of an operator. */
    static final String WIDTH = "(o_width+o_width_split/tensorParallel+o_width_copied*" + OPERATOR_HEADS + ")";

    /** Time of an operator by the compute limit, a row of tokens. */
    static final String COMPUTE_A_ROW = PARAMETERS + "*o_work*secondsPerFlop";

    /** Time of an operator by the memory limit: what its weights take. */
    static final String WEIGHT_TIME = PARAMETERS + "*" + BYTES + "*secondsPerByte";

    /** Time of an operator by the memory limit: what a row takes besides. */
    static final String MOVED_A_ROW = WIDTH + "*activationBytes*secondsPerByte";

    /** Share of the cache of a layer that a device keeps: {@link LayerCosts.AttentionCosts#cacheShare}. */
    static final String CACHE_SHARE =
            "((a_kv_heads>tensorParallel)/tensorParallel+(a_kv_heads<=tensorParallel)/a_kv_heads)";

    /** Devices that share attention; each runs an indexer whole. */
    static final String SHARED_BY = "(1+a_shared*(tensorParallel-1))";

    /** Pairs of a prompt: {@link Prefill#pairs}. */
    static final String PAIRS =
            "((promptTokens<=a_limit)*(newPromptTokens*cachedPromptTokens+newPromptTokens*newPromptTokens/2)"
                    + "+(promptTokens>a_limit)*(a_limit*promptTokens-a_limit*a_limit/2-((cachedPromptTokens<=a_limit)"
                    + "*cachedPromptTokens*cachedPromptTokens/2+(cachedPromptTokens>a_limit)"
                    + "*(a_limit*cachedPromptTokens-a_limit*a_limit/2))))";

    /** Tokens in whole blocks: {@link KvCache#tokens} of what a window keeps. */
    static final String IN_BLOCKS =
            "-INT(-((a_window<heldContext)*a_window+(a_window>=heldContext)*heldContext)/kvBlockTokens)*kvBlockTokens";

    /** Tokens attended to at the mean context. */
    static final String SEEN = "((a_limit<meanContext)*a_limit+(a_limit>=meanContext)*meanContext)";

    /** Time of decode attention by each limit, one sequence at the mean context. */
    static final String DECODE_COMPUTE =
            "(a_decode*" + SEEN + "+a_state_flops)/" + SHARED_BY + "*secondsPerAttentionFlop";

    static final String DECODE_MEMORY =
            "(a_cached*" + CACHE_SHARE + "*" + SEEN + "+a_state/tensorParallel)*cacheBytes*secondsPerCacheByte";

    /** Time of a prompt's attention by each limit, one sequence. */
    static final String PROMPT_COMPUTE = "(a_prompt*" + PAIRS + "+a_expansion*cachedPromptTokens+a_state_flops"
            + "*newPromptTokens)/" + SHARED_BY + "*secondsPerAttentionFlop";

    static final String PROMPT_MEMORY = "(a_cached*" + CACHE_SHARE
            + "*(promptTokens-(cachedPromptTokens>a_window)*(cachedPromptTokens-a_window))+a_state/tensorParallel)"
            + "*cacheBytes*secondsPerCacheByte";

    /** Contexts of all decode steps summed, each up to the limit. */
    static final String ALL_SEEN = "((lastContext<=a_limit)*lastContext*(lastContext+1)/2+(lastContext>a_limit)"
            + "*(a_limit*(a_limit+1)/2+(lastContext-a_limit)*a_limit)-(promptTokens<=a_limit)*promptTokens"
            + "*firstContext/2-(promptTokens>a_limit)*(a_limit*(a_limit+1)/2+(promptTokens-a_limit)*a_limit))";

    /** Time of attention in all decode steps by each limit, one sequence. */
    static final String ALL_COMPUTE =
            "(a_decode*" + ALL_SEEN + "+a_state_flops*decodeSteps)/" + SHARED_BY + "*secondsPerAttentionFlop";

    static final String ALL_MEMORY = "(a_cached*" + CACHE_SHARE + "*" + ALL_SEEN
            + "+a_state/tensorParallel*decodeSteps)*cacheBytes*secondsPerCacheByte";

    private static final String SEEN_FIRST = "((a_limit<firstContext)*a_limit+(a_limit>=firstContext)*firstContext)";

    private static final String COMPUTE_FIRST =
            "(a_decode*" + SEEN_FIRST + "+a_state_flops)/" + SHARED_BY + "*secondsPerAttentionFlop";

    private static final String MEMORY_FIRST =
            "(a_cached*" + CACHE_SHARE + "*" + SEEN_FIRST + "+a_state/tensorParallel)*cacheBytes*secondsPerCacheByte";

    /** Time of decode attention of one sequence at the first context. */
    static final String ATTENTION_FIRST =
            "(SUMPRODUCT((a_part=passed)*a_times*(" + COMPUTE_FIRST + "*(" + COMPUTE_FIRST + ">"
                    + MEMORY_FIRST + ")+" + MEMORY_FIRST + "*(" + COMPUTE_FIRST + "<=" + MEMORY_FIRST
                    + ")))+SUMPRODUCT((a_part=passed)*a_times*a_vector*" + SEEN_FIRST
                    + ")/tensorParallel*secondsPerVectorFlop)";

    private static final String SEEN_LAST = "((a_limit<lastContext)*a_limit+(a_limit>=lastContext)*lastContext)";

    private static final String COMPUTE_LAST =
            "(a_decode*" + SEEN_LAST + "+a_state_flops)/" + SHARED_BY + "*secondsPerAttentionFlop";

    private static final String MEMORY_LAST =
            "(a_cached*" + CACHE_SHARE + "*" + SEEN_LAST + "+a_state/tensorParallel)*cacheBytes*secondsPerCacheByte";

    /** Time of decode attention of one sequence at the last context. */
    static final String ATTENTION_LAST = "(SUMPRODUCT((a_part=passed)*a_times*(" + COMPUTE_LAST + "*(" + COMPUTE_LAST
            + ">"
            + MEMORY_LAST + ")+" + MEMORY_LAST + "*(" + COMPUTE_LAST + "<=" + MEMORY_LAST
            + ")))+SUMPRODUCT((a_part=passed)*a_times*a_vector*" + SEEN_LAST + ")/tensorParallel*secondsPerVectorFlop)";

    /** FLOPs and bytes of the routed experts a token of a copy. */
    static final String EXPERT_FLOPS = "2*crowd*x_per_token/span*(x_weights+x_vectors)";

    static final String EXPERT_MOVED = "2*crowd*x_per_token/span*x_inputs*activationBytes";

    static final String EXPERT_BYTES = "(x_weights*expertBytes+x_vectors*keptBytes)/span";

    private LiveWords() {}
}
