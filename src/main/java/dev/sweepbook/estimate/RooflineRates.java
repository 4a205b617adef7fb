package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;

/** Throughput and cost of whole requests. */
final class RooflineRates {
    private static final String SECTION = "FORMULAS.md 3.5";

    private RooflineRates() {}

    static void fill(Deployed deployed, StepSeconds scratch, Estimate out) {
        Scenario scenario = deployed.scenario();
        Workload work = scenario.workload();
        Parallelism parallel = scenario.deployment().parallelism();
        double prefill = out.get(Figure.PREFILL_SECONDS);
        double decode = out.get(Figure.REQUEST_SECONDS) - prefill;
        if (work.interference()) {
            double ranks = deployed.layout().rankSequences();
            double one = onePrefill(deployed, scratch);
            double slowed = interferenceSeconds(ranks, work.outputTokens(), one);
            out.set(Figure.TPOT_SECONDS, out.get(Figure.TPOT_SECONDS) + slowed);
            prefill = ranks * one;
        }
        double busy = prefill + decode;
        double tokens = outputTokensPerSecond(work.batchSize(), work.outputTokens(), parallel.replicas(), busy);
        double requests = tokens / work.outputTokens();
        out.set(Figure.OUTPUT_TOKENS_PER_SECOND, tokens);
        out.set(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE, tokens / parallel.devices());
        out.set(Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER, 1 / out.get(Figure.TPOT_SECONDS));
        out.set(Figure.REQUESTS_PER_SECOND, requests);
        out.set(
                Figure.TOTAL_TOKENS_PER_SECOND,
                tokens * ((double) work.promptTokens() + work.outputTokens()) / work.outputTokens());
        CostFigures.fill(scenario, prefill, busy, out);
    }

    private static double onePrefill(Deployed deployed, StepSeconds scratch) {
        Workload work = deployed.scenario().workload();
        if (work.promptTokens() == 0) {
            return 0;
        }
        Layout one = deployed.layout().withOneSequence();
        deployed.steps(one).prefill(1, work.promptTokens(), work.cachedPromptTokens(), scratch, null);
        return scratch.total();
    }

    @Equation(says = "(B−1)/o · prefill of one sequence", source = SECTION, unit = "s")
    static double interferenceSeconds(double sequences, double outputTokens, double onePrefillSeconds) {
        return (sequences - 1) / outputTokens * onePrefillSeconds;
    }

    @Equation(
            says = "B·o·replicas/request; with interference B·o·replicas/(B·prefill₁ + (o−1)·step)",
            source = SECTION,
            unit = "tokens/s",
            gives = Figure.OUTPUT_TOKENS_PER_SECOND)
    static double outputTokensPerSecond(double batchSize, double outputTokens, double replicas, double busySeconds) {
        return batchSize * outputTokens * replicas / busySeconds;
    }
}
