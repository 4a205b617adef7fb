package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Workload;

/**
 * How a batch is worked that finds no room in the cache at once: as many sequences together as fit, the rest after
 * them. Engines that admit requests by their memory do so with any batch handed to them. Reused from scenario to
 * scenario.
 */
final class Waves {
    private static final double UNKNOWN = Double.NaN;

    private final Timing timing;
    private final DecodeSum decodeSum;
    private final StepSeconds prefill = new StepSeconds();
    private double together;
    private double count;
    private double prefillSeconds;
    private double decodeSeconds;
    private double decodeSecondsOfOne;

    Waves(Timing timing, DecodeSum decodeSum) {
        this.timing = timing;
        this.decodeSum = decodeSum;
    }

    /** All sequences of a copy together. */
    void all(double sequences, double ofPrefill, double ofDecode) {
        together = sequences;
        count = 1;
        prefillSeconds = ofPrefill;
        decodeSeconds = ofDecode;
        decodeSecondsOfOne = ofDecode;
    }

    /** So many sequences of a copy, where there is room for fewer. */
    void work(Deployed on, Workload work, double sequences, double room) {
        double full = Math.floor(sequences / room);
        double rest = sequences - full * room;
        double prefillOfFull = prefillSeconds(on, work, room);
        double decodeOfFull = decodeSeconds(on, work, room);
        together = room;
        count = full + (rest > 0 ? 1 : 0);
        prefillSeconds = inWaves(full, prefillOfFull, rest > 0 ? prefillSeconds(on, work, rest) : 0);
        decodeSeconds = inWaves(full, decodeOfFull, rest > 0 ? decodeSeconds(on, work, rest) : 0);
        decodeSecondsOfOne = decodeOfFull;
    }

    @Equation(
            says = "⌊B/room⌋ · time of room sequences + time of the rest",
            source = "measured: 32 and 64 sequences where 23 fit take 2 and 3 times as long "
                    + "(LLM-Inference-Bench, Llama-2-7B on A100-40GB, TensorRT-LLM and vLLM)",
            unit = "s")
    private static double inWaves(double fullWaves, double secondsOfFull, double secondsOfRest) {
        return fullWaves * secondsOfFull + secondsOfRest;
    }

    private double prefillSeconds(Deployed on, Workload work, double sequences) {
        if (work.promptTokens() == 0) {
            return 0;
        }
        timing.prefill(on, sequences, work.promptTokens(), work.cachedPromptTokens(), prefill);
        return prefill.total();
    }

    private double decodeSeconds(Deployed on, Workload work, double sequences) {
        double steps = work.promptTokens() == 0 ? work.outputTokens() : work.outputTokens() - 1.0;
        if (steps == 0) {
            return 0;
        }
        timing.prepareDecode(on, sequences);
        decodeSum.know(UNKNOWN, UNKNOWN);
        return decodeSum.seconds(work.promptTokens() + 1.0, work.promptTokens() + steps, on.windows(), on.isLinear());
    }

    /** Sequences of a copy that run together. */
    double together() {
        return together;
    }

    /** How many waves there are. */
    double count() {
        return count;
    }

    /** Prefills of all waves (s). */
    double prefillSeconds() {
        return prefillSeconds;
    }

    /** Decode steps of all waves (s). */
    double decodeSeconds() {
        return decodeSeconds;
    }

    /** Decode steps of one full wave (s). */
    double decodeSecondsOfOne() {
        return decodeSecondsOfOne;
    }
}
