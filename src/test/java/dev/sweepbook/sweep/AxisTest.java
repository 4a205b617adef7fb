package dev.sweepbook.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Samples;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AxisTest {
    /** A scenario of which only the model and the device are named. */
    private static Scenario barely() {
        List<GridAxis> axes = List.of(
                GridAxis.of(Axis.MODEL, List.of(Samples.MODEL_52B)), GridAxis.of(Axis.HARDWARE, List.of(Samples.A100)));
        Sweep sweep = new Sweep("s", "", axes, Map.of(), List.of(), List.of(), Slo.NONE);
        ModelVariants none = (base, changes) -> new ModelVariants.Made(base);
        SweepFile file = new SweepFile("f", "", List.of(sweep), List.of(), List.of(), none, Map.of(), List.of());
        return new RowCursor(file).row(1).orElseThrow().scenario();
    }

    @Test
    void theDefaultsAreThoseOfTheContract() {
        List<String> defaults = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            if (axis.defaultValue() != null) {
                defaults.add(axis.id() + " " + AxisText.name(axis.defaultValue()));
            }
        }
        assertThat(defaults)
                .containsExactlyInAnyOrder(
                        "formulas roofline",
                        "calibration default",
                        "engine generic",
                        "tensor_parallel 1",
                        "pipeline_parallel 1",
                        "data_parallel 1",
                        "expert_parallel 1",
                        "replicas 1",
                        "micro_batches 1",
                        "batch_size 1",
                        "prompt_tokens 1024",
                        "output_tokens 256",
                        "cached_prompt_tokens 0",
                        "weight_dtype bf16",
                        "kv_dtype bf16",
                        "activation_dtype bf16",
                        "overlap 0.0",
                        "interference off",
                        "memory_utilization 0.9",
                        "kv_block_tokens 16",
                        "expert_imbalance 1.0",
                        "utilization 1.0",
                        "pue 1.0");
    }

    @Test
    void aScenarioHasTheDefaultOfEveryAxisNobodyNames() {
        Scenario scenario = barely();
        for (Axis axis : Axis.values()) {
            if (axis != Axis.MODEL && axis != Axis.HARDWARE) {
                assertThat(axis.valueIn(scenario)).as(axis.id()).isEqualTo(axis.defaultValue());
            }
        }
    }
}
