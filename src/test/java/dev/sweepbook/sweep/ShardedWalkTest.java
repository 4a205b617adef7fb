package dev.sweepbook.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Samples;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file walked in pieces gives the rows of one walk, bit for bit, wherever it is cut. */
class ShardedWalkTest {
    private static final GridAxis MODELS = GridAxis.of(Axis.MODEL, List.of(Samples.MODEL_52B, Samples.GOPHER_260B));
    private static final GridAxis HARDWARE = GridAxis.of(Axis.HARDWARE, List.of(Samples.A100));
    private static final Slo SLO = new Slo(0.5, 0.05);

    /** 2 models × 3 formula sets × 2 splits × 5 batches × 2 bandwidths = 120 points, some dropped; two includes. */
    private static Sweep wide() {
        return new Sweep(
                "wide",
                "",
                List.of(
                        MODELS,
                        HARDWARE,
                        GridAxis.of(Axis.FORMULAS, List.of(Formulas.values())),
                        GridAxis.of(Axis.TENSOR_PARALLEL, List.of(4L, 8L)),
                        GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 7L, 64L, 300L, 5000L)),
                        GridAxis.of(new HardwareFieldAxis(AcceleratorField.MEMORY_BANDWIDTH), List.of(1e12, 2e12))),
                Map.of(Axis.PROMPT_TOKENS, 2048L),
                List.of(
                        new Exclusion.Match(
                                Map.of(Axis.BATCH_SIZE, List.of(7L), Axis.FORMULAS, List.of(Formulas.SEED_2020))),
                        new Exclusion.Match(Map.of(Axis.TENSOR_PARALLEL, List.of(4L), Axis.BATCH_SIZE, List.of(1L)))),
                List.of(
                        Map.of(Axis.MODEL, Samples.MODEL_52B, Axis.HARDWARE, Samples.A100, Axis.BATCH_SIZE, 3L),
                        Map.of(Axis.MODEL, Samples.GOPHER_260B, Axis.HARDWARE, Samples.A100)),
                SLO);
    }

    private static Sweep narrow() {
        GridAxis rows = new GridAxis(
                List.of(Axis.WEIGHT_DTYPE, Axis.PRICE_PER_DEVICE_HOUR),
                List.of(
                        java.util.Arrays.asList(DataType.FP8, 2.0),
                        java.util.Arrays.asList(DataType.BF16, null),
                        java.util.Arrays.asList(DataType.INT4, 3.5)));
        return new Sweep("narrow", "", List.of(MODELS, HARDWARE, rows), Map.of(), List.of(), List.of(), Slo.NONE);
    }

    /** Rows that keep the numbers 200, 203, 206, … */
    private static Sweep numbered() {
        return new Sweep(
                "numbered",
                "",
                List.of(new GridAxis(List.of(Axis.MODEL, Axis.HARDWARE, Axis.BATCH_SIZE), new KeptNumbers(9))),
                Map.of(),
                List.of(),
                List.of(),
                Slo.NONE);
    }

    private static final class KeptNumbers extends AbstractList<List<?>> implements NumberedSteps {
        private final int size;

        KeptNumbers(int size) {
            this.size = size;
        }

        @Override
        public List<?> get(int index) {
            return List.of(Samples.MODEL_52B, Samples.A100, index + 1L);
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public long number(int step) {
            return 200 + 3L * step;
        }
    }

    private static SweepFile file() {
        return new SweepFile(
                "f",
                "",
                List.of(wide(), narrow(), numbered()),
                List.of(),
                List.of(),
                (base, changes) -> new ModelVariants.Made(base),
                Calibrations.shipped(),
                List.of());
    }

    /** All that a row says, doubles as their bits. */
    private static String text(Row row) {
        StringBuilder text =
                new StringBuilder().append(row.number()).append(' ').append(row.sweep());
        text.append(' ').append(row.scenario()).append(' ').append(row.fields());
        for (Figure figure : Figure.values()) {
            text.append(' ').append(Double.doubleToLongBits(row.estimate().get(figure)));
        }
        text.append(' ').append(row.estimate().status()).append(row.estimate().notes());
        return text.append(row.serviceLevel()).append(row.bands()).toString();
    }

    private static List<String> walk(RowCursor cursor, List<IndexRange> pieces) {
        List<String> rows = new ArrayList<>();
        pieces.forEach(piece -> cursor.forEach(piece, row -> rows.add(text(row))));
        return rows;
    }

    @Test
    void aFileHasItsGridPointsAndItsIncludes() {
        assertThat(file().indexes()).isEqualTo(120 + 2 + 6 + 9);
        // dropped: 2 models × 2 splits × 2 bandwidths for the first rule, 2 × 3 × 2 for the second; they never meet
        assertThat(new RowCursor(file()).count()).isEqualTo(137 - 8 - 12);
        assertThat(walk(new RowCursor(file()), List.of(IndexRange.of(file())))).hasSize(137 - 8 - 12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 200})
    void anyShardingGivesTheRowsOfOneWalk(int count) {
        SweepFile file = file();
        List<String> whole = walk(new RowCursor(file), List.of(IndexRange.of(file)));
        for (int chunk : new int[] {1, 5, 100}) {
            List<String> joined = new ArrayList<>();
            for (int part = 1; part <= count; part++) {
                IndexRange shard = IndexRange.of(file).part(part, count, chunk);
                joined.addAll(walk(new RowCursor(file), shard.chunks(chunk)));
            }
            assertThat(joined).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 37, 200})
    void everySoManyIndexesAreThoseOfOneWalk(int every) {
        RowCursor cursor = new RowCursor(file());
        for (int from = 0; from <= 135; from += 5) {
            IndexRange range = new IndexRange(from, 135);
            List<String> expected = new ArrayList<>();
            for (int index = from; index < 135; index += every) {
                expected.addAll(walk(cursor, List.of(new IndexRange(index, index + 1))));
            }
            List<String> rows = new ArrayList<>();
            cursor.forEach(range, every, row -> rows.add(text(row)));
            assertThat(rows).isEqualTo(expected);
        }
    }

    @Test
    void aRowIsFoundByItsNumberWhereNothingIsExcluded() {
        SweepFile file = file();
        RowCursor whole = new RowCursor(file.withoutExclusions());
        new RowCursor(file)
                .forEach(row ->
                        assertThat(text(whole.row(row.number()).orElseThrow())).isEqualTo(text(row)));
        assertThat(whole.count()).isEqualTo(137);
    }

    @Test
    void oneCursorWalksPiecesInAnyOrder() {
        SweepFile file = file();
        RowCursor first = new RowCursor(file);
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            long from = random.nextInt(138);
            IndexRange piece = new IndexRange(from, from + random.nextInt((int) (138 - from)));
            assertThat(walk(first, List.of(piece))).isEqualTo(walk(new RowCursor(file), List.of(piece)));
        }
    }

    @Test
    void cursorsOfSeveralThreadsDoNotDisturbEachOther() throws InterruptedException {
        SweepFile file = file();
        RowCursor first = new RowCursor(file);
        List<String> whole = walk(first, List.of(IndexRange.of(file)));
        List<List<String>> seen = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RowCursor cursor = first.another();
            List<String> mine = java.util.Collections.synchronizedList(new ArrayList<>());
            seen.add(mine);
            threads.add(new Thread(() -> {
                for (int round = 0; round < 5; round++) {
                    mine.addAll(walk(cursor, List.of(IndexRange.of(file))));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> fiveTimes = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            fiveTimes.addAll(whole);
        }
        assertThat(seen).allSatisfy(rows -> assertThat(rows).isEqualTo(fiveTimes));
    }

    @Test
    void partsBeginWhereChunksDoAndDifferByAChunkAtMost() {
        IndexRange all = new IndexRange(0, 1050);
        assertThat(List.of(all.part(1, 3, 100), all.part(2, 3, 100), all.part(3, 3, 100)))
                .containsExactly(new IndexRange(0, 300), new IndexRange(300, 700), new IndexRange(700, 1050));
        assertThat(all.part(1, 20, 100).size()).isZero();
        assertThat(new IndexRange(0, Long.MAX_VALUE).part(4, 4, 1 << 17).to()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> all.part(4, 3, 100)).hasMessage("a part is from 1 to 3, was 4");
    }
}
