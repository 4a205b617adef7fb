package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.SweepFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * A model of 7e9 parameters on devices of 1555e9 B/s and 312e12 FLOP/s, by the revision: a step takes the longer of
 * 14e9/(N·1555e9) = 9.0032 ms/N and B·14e9/(N·312e12) = B·44.872 µs/N.
 */
class AxisEffectsTest {
    private static final Offset<Double> NEAR = Offset.offset(1e-4);

    private static SweepFile file(long prompt, long output, GridAxis... axes) {
        Map<AxisKey, Object> fixed = new HashMap<>();
        fixed.put(Axis.PROMPT_TOKENS, prompt);
        fixed.put(Axis.OUTPUT_TOKENS, output);
        return SampleSweeps.file("e", List.of(SampleSweeps.model("gpt-x", 32, 4096, 50_000, 7e9)), fixed, axes);
    }

    private static List<Summary.Block> blocks(SweepFile file) {
        AxisEffects effects = new AxisEffects(file);
        SampleSweeps.eachRow(file, effects::accept);
        return effects.blocks();
    }

    private static void expect(List<?> line, String axis, String step, double time, double per, double cost, double n) {
        assertThat(line.get(0)).isEqualTo(axis);
        assertThat(line.get(1)).isEqualTo(step);
        assertThat((Double) line.get(2)).isCloseTo(time, NEAR);
        assertThat((Double) line.get(3)).isCloseTo(per, NEAR);
        assertThat((Double) line.get(4)).isCloseTo(cost, NEAR);
        assertThat(line.get(5)).isEqualTo(n);
    }

    @Test
    void neighboursAreComparedAllElseEqual() {
        Summary.Block block = blocks(file(
                        16,
                        16,
                        GridAxis.of(Axis.TENSOR_PARALLEL, List.of(1L, 2L)),
                        GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 64L, 256L, 512L))))
                .get(0);
        // cost has the prefill in it: 9.0032 ms for one sequence, 64 · 16 · 44.872 µs = 45.949 ms for 64, 183.795 ms
        // for
        // 256; (45.949 + 16 · 9.0032)/64 over 17 · 9.0032, and (183.795 + 16 · 11.4872)/256 over the first
        // two devices halve the step and make as much per device: every pair of the four says so
        expect(block.lines().get(0), "Tensor parallel", "1 → 2", 0.5, 1, 1, 4);
        expect(block.lines().get(1), "Batch size", "1 → 64", 1, 64, 0.0193967, 2);
        // 256 · 44.872 µs = 11.4872 ms, 1.275901 times 9.0032; 4/1.275901 = 3.135040
        expect(block.lines().get(2), "Batch size", "64 → 256", 1.275901, 3.135040, 0.483670, 2);
        expect(block.lines().get(3), "Batch size", "256 → 512", 2, 1, 1, 2);
        assertThat(block.sentences()).last().isEqualTo("Cost falls most with Batch size 1 → 64: to 0.0194 of it.");
    }

    @Test
    void theMeanOverPairsIsGeometric() {
        // from batch 64 to 256 on one device 1.275901; with 200 and 800 tokens between: 200 → 800 is 4 ·
        // 44.872·200/8.9744
        Summary.Block block = blocks(file(
                        1,
                        1,
                        GridAxis.of(Axis.BATCH_SIZE, List.of(100L, 400L)),
                        GridAxis.of(Axis.TENSOR_PARALLEL, List.of(1L, 2L)),
                        GridAxis.of(Axis.REPLICAS, List.of(1L, 2L))))
                .get(0);
        // 400 · 44.872 µs = 17.9487 ms over 9.0032 = 1.993590, on one device as on two: the mean of equals
        expect(block.lines().get(0), "Batch size", "100 → 400", 1.993590, 2.006430, 0.498398, 4);
    }

    @Test
    void aPairOfWhichOneDoesNotFitDoesNotCount() {
        // 2048 sequences of 32 tokens of 524288 B take 34.4 GB beside 14 of weights: one device of 40 does not hold
        // them
        Summary.Block block = blocks(file(
                        16,
                        16,
                        GridAxis.of(Axis.TENSOR_PARALLEL, List.of(1L, 2L)),
                        GridAxis.of(Axis.BATCH_SIZE, List.of(512L, 2048L))))
                .get(0);
        expect(block.lines().get(0), "Tensor parallel", "1 → 2", 0.5, 1, 1, 1);
        expect(block.lines().get(1), "Batch size", "512 → 2,048", 4, 1, 1, 1);
    }

    @Test
    void aSlowAxisOverManyPointsIsSampledEvenly() {
        List<Long> batches = LongStream.rangeClosed(1, 9000).boxed().toList();
        Summary.Block block = blocks(file(
                        1,
                        1,
                        GridAxis.of(Axis.TENSOR_PARALLEL, List.of(1L, 2L)),
                        GridAxis.of(Axis.BATCH_SIZE, batches)))
                .get(0);
        expect(block.lines().get(0), "Tensor parallel", "1 → 2", 0.5, 1, 1, 4500); // every second of 9,000
        assertThat(block.sentences().get(0)).endsWith("of a fixed sample where there are very many.");
        assertThat(block.lines()).hasSize(9); // the first eight neighbours of the long axis
    }

    @Test
    void rowsOfATableAreNoGrid() {
        GridAxis rows = new GridAxis(
                List.of(Axis.MODEL, Axis.BATCH_SIZE),
                List.of(
                        List.of(SampleSweeps.model("a", 2, 128, 1000, 5e5), 1L),
                        List.of(SampleSweeps.model("b", 2, 128, 1000, 5e5), 2L)));
        SweepFile grid = file(16, 16);
        dev.sweepbook.sweep.Sweep sweep = grid.sweeps().get(0);
        SweepFile table = SampleSweeps.withSweep(
                grid,
                new dev.sweepbook.sweep.Sweep(
                        "sweep-1",
                        "",
                        List.of(rows, sweep.axes().get(1)),
                        sweep.fixed(),
                        List.of(),
                        List.of(),
                        sweep.slo()));
        assertThat(blocks(table)).isEmpty();
    }
}
