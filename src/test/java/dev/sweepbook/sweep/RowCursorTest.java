package dev.sweepbook.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowCursorTest {
    private static final GridAxis MODELS = GridAxis.of(Axis.MODEL, List.of(Samples.MODEL_52B, Samples.GOPHER_260B));
    private static final GridAxis HARDWARE = GridAxis.of(Axis.HARDWARE, List.of(Samples.A100));
    private static final GridAxis BATCHES = GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 2L, 3L));

    private static Sweep sweep(List<GridAxis> axes, List<Exclusion> exclusions, List<Map<AxisKey, Object>> includes) {
        return new Sweep("s", "", axes, Map.of(), exclusions, includes, Slo.NONE);
    }

    private static SweepFile file(Sweep... sweeps) {
        return new SweepFile(
                "f",
                "",
                List.of(sweeps),
                List.of(),
                List.of(),
                (base, changes) -> new ModelVariants.Refused("num_hidden_layers", "must divide"),
                Map.of(),
                List.of());
    }

    private static List<String> walk(SweepFile file) {
        List<String> seen = new ArrayList<>();
        new RowCursor(file)
                .forEach(row ->
                        seen.add(row.number() + " " + row.scenario().model().id() + " "
                                + row.scenario().workload().batchSize()));
        return seen;
    }

    @Test
    void theLastAxisVariesFastestAndNumbersStartAtOne() {
        assertThat(walk(file(sweep(List.of(MODELS, HARDWARE, BATCHES), List.of(), List.of()))))
                .containsExactly(
                        "1 anthropic-52b 1",
                        "2 anthropic-52b 2",
                        "3 anthropic-52b 3",
                        "4 gopher-260b 1",
                        "5 gopher-260b 2",
                        "6 gopher-260b 3");
    }

    @Test
    void excludedPointsLeaveGapsInTheNumbers() {
        Exclusion two =
                new Exclusion.Match(Map.of(Axis.BATCH_SIZE, List.of(2L), Axis.MODEL, List.of(Samples.MODEL_52B)));
        assertThat(walk(file(sweep(List.of(MODELS, HARDWARE, BATCHES), List.of(two), List.of()))))
                .containsExactly(
                        "1 anthropic-52b 1",
                        "3 anthropic-52b 3",
                        "4 gopher-260b 1",
                        "5 gopher-260b 2",
                        "6 gopher-260b 3");
    }

    @Test
    void anAxisMovedByAnExcludedPointIsStillPutBack() {
        Exclusion first = new Exclusion.Match(Map.of(Axis.BATCH_SIZE, List.of(1L, 2L)));
        assertThat(walk(file(sweep(List.of(MODELS, HARDWARE, BATCHES), List.of(first), List.of()))))
                .containsExactly("3 anthropic-52b 3", "6 gopher-260b 3");
    }

    @Test
    void includesFollowTheGridAndAreNotExcluded() {
        Exclusion all = new Exclusion.Match(Map.of(Axis.MODEL, List.of(Samples.GOPHER_260B)));
        Map<AxisKey, Object> include =
                Map.of(Axis.MODEL, Samples.GOPHER_260B, Axis.HARDWARE, Samples.A100, Axis.BATCH_SIZE, 9L);
        assertThat(walk(file(
                        sweep(List.of(MODELS, HARDWARE, BATCHES), List.of(all), List.of(include)),
                        sweep(List.of(MODELS, HARDWARE), List.of(), List.of()))))
                .containsExactly(
                        "1 anthropic-52b 1",
                        "2 anthropic-52b 2",
                        "3 anthropic-52b 3",
                        "7 gopher-260b 9",
                        "8 anthropic-52b 1",
                        "9 gopher-260b 1");
    }

    @Test
    void aRowIsFoundByItsNumber() {
        Exclusion two = new Exclusion.Match(Map.of(Axis.BATCH_SIZE, List.of(2L)));
        RowCursor cursor = new RowCursor(file(sweep(List.of(MODELS, HARDWARE, BATCHES), List.of(two), List.of())));
        assertThat(cursor.row(6))
                .get()
                .extracting(row -> row.scenario().workload().batchSize())
                .isEqualTo(3L);
        assertThat(cursor.row(5)).isEmpty();
        assertThat(cursor.row(7)).isEmpty();
        assertThat(cursor.row(0)).isEmpty();
    }

    @Test
    void aSweptFieldOfTheDeviceChangesTheDeviceAndStandsInTheRow() {
        AxisKey bandwidth = new HardwareFieldAxis(AcceleratorField.MEMORY_BANDWIDTH);
        List<Object> seen = new ArrayList<>();
        new RowCursor(file(sweep(
                        List.of(
                                GridAxis.of(Axis.MODEL, List.of(Samples.MODEL_52B)),
                                HARDWARE,
                                GridAxis.of(bandwidth, List.of(1e12, 2e12))),
                        List.of(),
                        List.of())))
                .forEach(row -> {
                    seen.add(row.scenario().hardware().get(AcceleratorField.MEMORY_BANDWIDTH));
                    seen.add(row.fields().get(bandwidth));
                });
        assertThat(seen).containsExactly(1e12, 1e12, 2e12, 2e12);
    }

    @Test
    void aSweptFieldThatMakesNoModelIsARowWithTheReason() {
        AxisKey layers = new ModelFieldAxis("num_hidden_layers", new AxisType.Count(1, 1000));
        new RowCursor(file(sweep(
                        List.of(
                                GridAxis.of(Axis.MODEL, List.of(Samples.MODEL_52B)),
                                HARDWARE,
                                GridAxis.of(layers, List.of(7L))),
                        List.of(),
                        List.of())))
                .forEach(row -> assertThat(row.estimate().status())
                        .isEqualTo("not supported: model.num_hidden_layers: must divide"));
        assertThat(layers.id()).isEqualTo("model.num_hidden_layers");
    }

    @Test
    void anEmptyStepTakesTheFixedValueAndThenTheDefault() {
        List<List<?>> rows = List.of(
                java.util.Arrays.asList(Samples.MODEL_52B, Samples.A100, 7L, 5.0),
                java.util.Arrays.asList(Samples.MODEL_52B, Samples.A100, null, null));
        GridAxis csv =
                new GridAxis(List.of(Axis.MODEL, Axis.HARDWARE, Axis.BATCH_SIZE, Axis.PRICE_PER_DEVICE_HOUR), rows);
        List<String> seen = new ArrayList<>();
        new RowCursor(file(sweep(List.of(csv), List.of(), List.of())))
                .forEach(row -> seen.add(row.scenario().workload().batchSize() + " "
                        + row.scenario().economics().pricePerDeviceHour()));
        assertThat(seen).containsExactly("7 5.0", "1 NaN");
    }

    @Test
    void aConditionDropsWhereItHolds() {
        Exclusion odd = new Exclusion.Condition(
                new BatchTimesPromptAbove(2048),
                Map.of("batch_size", Axis.BATCH_SIZE, "prompt_tokens", Axis.PROMPT_TOKENS));
        Sweep sweep = sweep(List.of(MODELS, HARDWARE, BATCHES), List.of(odd), List.of());
        assertThat(walk(file(sweep)))
                .containsExactly("1 anthropic-52b 1", "2 anthropic-52b 2", "4 gopher-260b 1", "5 gopher-260b 2");
        assertThat(new Grid(sweep).firstKept()).isEqualTo(OptionalLong.of(0));
        assertThat(new Grid(sweep).keeps(2)).isFalse();
    }

    /** batch_size * prompt_tokens > limit, with the default prompt of 1024. */
    private record BatchTimesPromptAbove(double limit) implements Expression {
        @Override
        public String text() {
            return "batch_size * prompt_tokens > " + limit;
        }

        @Override
        public Set<String> names() {
            return Set.of("batch_size", "prompt_tokens");
        }

        @Override
        public boolean holds(Values values) {
            return (Double) values.get("batch_size") * (Double) values.get("prompt_tokens") > limit;
        }
    }

    @Test
    void rowsOfARangeAreCountedWithoutWorkingThemOut() {
        Exclusion two = new Exclusion.Match(Map.of(Axis.BATCH_SIZE, List.of(2L)));
        Map<AxisKey, Object> more =
                Map.of(Axis.MODEL, Samples.MODEL_52B, Axis.HARDWARE, Samples.A100, Axis.BATCH_SIZE, 7L);
        // kept of the first, by index: yes no yes yes no yes, then its include; of the second all six
        SweepFile file = file(
                sweep(List.of(MODELS, HARDWARE, BATCHES), List.of(two), List.of(more)),
                sweep(List.of(MODELS, HARDWARE, BATCHES), List.of(), List.of()));
        RowCursor cursor = new RowCursor(file);

        assertThat(cursor.count(new IndexRange(0, 13))).isEqualTo(11);
        assertThat(cursor.count(new IndexRange(1, 5))).isEqualTo(2);
        assertThat(cursor.count(new IndexRange(4, 8))).isEqualTo(3);
        assertThat(cursor.count(new IndexRange(6, 7))).isEqualTo(1);
        assertThat(cursor.count(new IndexRange(3, 3))).isZero();
    }
}
