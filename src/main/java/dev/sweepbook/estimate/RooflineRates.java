package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;

/** Throughput and cost of whole requests. */
@Live(name = "onePrefill", is = "cal.serving_prefill*MAX(one.runPrefill)")
@Live(
        name = "timePerOutputToken",
        is =
                "IF(decodeSteps=0,NA(),IF(interference=\"on\",cal.serving_step*(decodeOfOne/decodeSteps)+(running1-1)/outputTokens*onePrefill,decodeOfOne/decodeSteps))",
        gives = Figure.TPOT_SECONDS)
@Live(name = "prefillSeconds", is = "IF(interference=\"on\",sequences*onePrefill,allPrefill)")
@Live(name = "busySeconds", is = "prefillSeconds+allDecode*IF(interference=\"on\",cal.serving_step,1)")
@Live(
        name = "outputTokensPerSecond",
        is = "batchSize*outputTokens*replicas/busySeconds",
        gives = Figure.OUTPUT_TOKENS_PER_SECOND)
@Live(
        name = "perDevice",
        is = "outputTokensPerSecond/(replicaDevices*replicas)",
        gives = Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE)
@Live(name = "perUser", is = "1/timePerOutputToken", gives = Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER)
final class RooflineRates {
    private static final String SECTION = "FORMULAS.md 3.5";

    private RooflineRates() {}

    static void fill(
            Scenario scenario,
            Deployed deployed,
            Waves waves,
            double decodeSteps,
            double onePrefillSeconds,
            Estimate out) {
        Workload work = scenario.workload();
        Parallelism parallel = scenario.deployment().parallelism();
        double prefill = waves.prefillSeconds();
        double decode = waves.decodeSeconds();
        double perToken = RooflineTerms.timePerOutputToken(waves.decodeSecondsOfOne(), decodeSteps, 1, 0);
        if (work.interference()) {
            Efficiency.Scheduling server = deployed.rates().efficiency().scheduling();
            double one = server.servingPrefill() * onePrefillSeconds;
            double waiting = interferenceSeconds(waves.together(), work.outputTokens(), one);
            perToken = RooflineTerms.timePerOutputToken(
                    waves.decodeSecondsOfOne(), decodeSteps, server.servingStep(), waiting);
            prefill = deployed.rankSequences(work.batchSize()) * one;
            decode *= server.servingStep();
        }
        double busy = prefill + decode;
        double tokens = outputTokensPerSecond(work.batchSize(), work.outputTokens(), parallel.replicas(), busy);
        out.set(Figure.TPOT_SECONDS, perToken);
        out.set(Figure.OUTPUT_TOKENS_PER_SECOND, tokens);
        out.set(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE, perDevice(tokens, parallel.devices()));
        out.set(Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER, perUser(perToken));
        out.set(Figure.REQUESTS_PER_SECOND, RequestRates.requestsPerSecond(tokens, work.outputTokens()));
        out.set(
                Figure.TOTAL_TOKENS_PER_SECOND,
                RequestRates.totalTokensPerSecond(tokens, work.promptTokens(), work.outputTokens()));
        CostFigures.fill(scenario, prefill, busy, out);
    }

    @Equation(
            says = "output tokens per second / devices",
            source = "FORMULAS.md 4",
            unit = "tokens/s",
            gives = Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE)
    static double perDevice(double outputTokensPerSecond, double devices) {
        return outputTokensPerSecond / devices;
    }

    @Equation(
            says = "1 / tpot",
            source = "FORMULAS.md 4",
            unit = "tokens/s",
            gives = Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER)
    static double perUser(double timePerOutputToken) {
        return 1 / timePerOutputToken;
    }

    @Equation(says = "(B−1)/o · share the others wait for · prefill of one sequence", source = SECTION, unit = "s")
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
