package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Workload;

/** Parameters, cache and work of a scenario: what no time depends on. */
@Live(
        name = "attentionFlopsPerToken",
        is = "SUMPRODUCT((a_part=whole)*a_times*(a_decode*" + LiveWords.SEEN + "+a_state_flops))",
        gives = Figure.ATTENTION_FLOPS_PER_TOKEN)
@Live(name = "flopsPerToken", is = "2*of.multiplied+attentionFlopsPerToken", gives = Figure.FLOPS_PER_TOKEN)
@Live(
        name = "elementwiseFlopsPerToken",
        is = "of.elementwise+SUMPRODUCT((a_part=whole)*a_times*6*a_heads*" + LiveWords.SEEN + ")",
        gives = Figure.ELEMENTWISE_FLOPS_PER_TOKEN)
@Live(
        name = "prefillFlops",
        is =
                "IF(promptTokens=0,0*whole,batchSize*(2*(of.multiplied-of.head-of.head_bias)*newPromptTokens+2*(of.head+of.head_bias)+SUMPRODUCT((a_part=whole)*a_times*(a_prompt*"
                        + LiveWords.PAIRS + "+a_state_flops*newPromptTokens+a_expansion*cachedPromptTokens))))",
        gives = Figure.PREFILL_FLOPS)
@Live(name = "kvFlopsPerToken", is = "of.kv_flops", gives = Figure.KV_FLOPS_PER_TOKEN)
final class RooflineSizes {
    private static final String SECTION = "FORMULAS.md 3.3";

    private RooflineSizes() {}

    static void fill(Deployed deployed, Workload work, double meanContext, Estimate out) {
        ModelCosts model = deployed.model();
        MemoryPlan memory = deployed.memory();
        double context = (double) work.promptTokens() + work.outputTokens();
        double perSequence = KvCache.bytesPerSequence(model, memory.cacheBytes(), context, memory.blockTokens());
        double attention = attentionFlopsPerToken(model, meanContext);
        out.set(Figure.ATTENTION_FLOPS_PER_TOKEN, attention);
        out.set(Figure.FLOPS_PER_TOKEN, flopsPerToken(model.activeWithoutEmbedding(), attention));
        out.set(Figure.ELEMENTWISE_FLOPS_PER_TOKEN, elementwiseFlopsPerToken(model, meanContext));
        out.set(
                Figure.PREFILL_FLOPS,
                prefillFlops(model, work.batchSize(), work.promptTokens(), work.cachedPromptTokens()));
        out.set(Figure.KV_BYTES_PER_SEQUENCE, perSequence);
        out.set(Figure.KV_BYTES, KvCache.batchBytes(work.batchSize(), perSequence));
        out.set(
                Figure.KV_RECOMPUTE_SAVED_SECONDS,
                EverySet.kvRecomputeSavedSeconds(
                        work.promptTokens(),
                        work.outputTokens(),
                        model.totals().keyValueFlops(),
                        deployed.rates().peakFlops()));
    }

    @Equation(
            says = "2 · (active parameters without the input embedding) + attention FLOPs at the mean context",
            source = SECTION,
            unit = "FLOP",
            gives = Figure.FLOPS_PER_TOKEN)
    static double flopsPerToken(double activeWithoutEmbedding, double attentionFlopsPerToken) {
        return 2 * activeWithoutEmbedding + attentionFlopsPerToken;
    }

    @Equation(
            says =
                    "Σ_layers 4·c·h·e, c at most the window; latent attention 2·c·h·(2·kv + r); an indexer 2·c·heads·head "
                            + "size; recurrences a constant",
            source = SECTION,
            unit = "FLOP",
            gives = Figure.ATTENTION_FLOPS_PER_TOKEN)
    static double attentionFlopsPerToken(ModelCosts model, double context) {
        return model.totals().decodeFlops().at(context);
    }

    @Equation(
            says = "Σ_layers 5·d for attention, 5·d for the MLP, 6·f, 6·h·c: norms and residuals 5 a value, activation "
                    + "and softmax 6 a value",
            source = "own count; 6 a value as in FORMULAS.md 1",
            unit = "FLOP",
            gives = Figure.ELEMENTWISE_FLOPS_PER_TOKEN)
    static double elementwiseFlopsPerToken(ModelCosts model, double context) {
        return model.totals().elementwise() + model.totals().softmaxFlops().at(context);
    }

    @Equation(
            says =
                    "B · (2·P_linear·(s−p) + 2·P_head + attention of the prompt); the head and its bias for the last token only",
            source = SECTION,
            unit = "FLOP",
            gives = Figure.PREFILL_FLOPS)
    static double prefillFlops(ModelCosts model, double batchSize, double promptTokens, double cachedTokens) {
        if (promptTokens == 0) {
            return 0;
        }
        double head = model.ends().head().parameters() + model.ends().headBias();
        double attention = Prefill.attentionFlops(model, promptTokens, cachedTokens);
        double linear = 2 * (model.activeWithoutEmbedding() - head) * (promptTokens - cachedTokens) + 2 * head;
        return batchSize * (linear + attention);
    }

    @Equation(
            says = "Σ_layers 2 · d · values a token adds to the cache",
            source = SECTION,
            unit = "FLOP",
            gives = Figure.KV_FLOPS_PER_TOKEN)
    static double keyValueFlopsPerToken(ModelCosts model) {
        return model.totals().keyValueFlops();
    }
}
