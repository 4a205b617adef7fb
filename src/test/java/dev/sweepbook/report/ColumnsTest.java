package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.HardwareFieldAxis;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final List<String> INPUTS = List.of(
            "scenario",
            "sweep",
            "model",
            "hardware",
            "formulas",
            "calibration",
            "engine",
            "tensor_parallel",
            "pipeline_parallel",
            "expert_parallel",
            "data_parallel",
            "replicas",
            "micro_batches",
            "devices",
            "batch_size",
            "prompt_tokens",
            "output_tokens",
            "cached_prompt_tokens",
            "weight_dtype",
            "kv_dtype",
            "activation_dtype",
            "overlap",
            "interference",
            "memory_utilization",
            "kv_block_tokens",
            "runtime_memory",
            "expert_imbalance",
            "request_rate",
            "price_per_device_hour",
            "utilization",
            "pue",
            "api_price_per_million_output_tokens");
    private static final List<String> RESULTS = List.of(
            "status",
            "notes",
            "parameters",
            "active_parameters",
            "embedding_parameters",
            "flops_per_token",
            "attention_flops_per_token",
            "elementwise_flops_per_token",
            "prefill_flops",
            "kv_bytes_per_token",
            "kv_bytes_per_sequence",
            "kv_bytes",
            "kv_bytes_per_device",
            "kv_flops_per_token",
            "kv_recompute_saved_seconds",
            "weight_bytes",
            "memory_bytes",
            "free_bytes",
            "kv_token_capacity",
            "max_batch_size",
            "min_devices",
            "fits",
            "weight_bytes_per_device",
            "memory_bytes_per_device",
            "memory_seconds",
            "compute_seconds",
            "comms_seconds",
            "overhead_seconds",
            "decode_step_seconds",
            "bound",
            "next_bound",
            "memory_share",
            "compute_share",
            "comms_share",
            "overhead_share",
            "prefill_seconds",
            "prefill_bound",
            "ttft_seconds",
            "tpot_seconds",
            "request_seconds",
            "decode_step_seconds_p10",
            "decode_step_seconds_p90",
            "prefill_seconds_p10",
            "prefill_seconds_p90",
            "request_seconds_p10",
            "request_seconds_p90",
            "evidence",
            "mfu",
            "mbu",
            "meets_slo",
            "output_tokens_per_second",
            "output_tokens_per_second_per_device",
            "output_tokens_per_second_per_user",
            "total_tokens_per_second",
            "requests_per_second",
            "flops_per_byte",
            "batch_threshold",
            "weights_batch_threshold",
            "kv_equals_weights_batch",
            "comms_throughput_batch",
            "flops_per_comms_byte",
            "binding_threshold",
            "usd_per_million_output_tokens",
            "usd_per_million_input_tokens",
            "usd_per_request",
            "joules_per_output_token",
            "replicas_needed",
            "devices_needed",
            "usd_per_month");
    private static final List<String> BEYOND_THE_CONTRACT = List.of(
            "qkv_flops_per_token",
            "projection_flops_per_token",
            "mlp_flops_per_token",
            "position_flops_per_token",
            "comms_values_per_token",
            "flops_per_link_byte",
            "vanishing_context",
            "comms_compute_batch",
            "comms_compute_tensor_parallel",
            "break_even_utilization",
            "slo_batch_size",
            "usd_per_million_output_tokens_with_prompt",
            "price_source");

    @Test
    void theColumnsAreThoseOfTheContractInItsOrder() {
        List<String> ids = ids(SampleSweeps.workedCases());
        List<String> contract = new ArrayList<>(INPUTS);
        contract.addAll(RESULTS);
        contract.addAll(BEYOND_THE_CONTRACT);
        assertThat(ids).containsExactlyElementsOf(contract);
    }

    @Test
    void aSweptFieldOfTheDeviceIsAColumnAfterTheInputs() {
        HardwareFieldAxis bandwidth = new HardwareFieldAxis(AcceleratorField.MEMORY_BANDWIDTH);
        SweepFile file = SampleSweeps.file(
                "dotted", List.of(SampleSweeps.model52b()), GridAxis.of(bandwidth, List.of(1.5e12, 1.555e12)));
        List<String> ids = ids(file);
        assertThat(ids.indexOf("hardware.memory_bandwidth"))
                .isEqualTo(ids.indexOf("api_price_per_million_output_tokens") + 1);
        assertThat(SampleSweeps.values(file, "hardware.memory_bandwidth")).containsExactly(1.5e12, 1.555e12);
        assertThat(column(file, "hardware.memory_bandwidth").header()).isEqualTo("Memory bandwidth (GB/s)");
    }

    @Test
    void whatOnlyTheRooflineReadsIsEmptyInTheSourcesFormulaSets() {
        SweepFile file = SampleSweeps.workedCases();
        for (String id : List.of(
                "calibration",
                "engine",
                "memory_utilization",
                "micro_batches",
                "kv_block_tokens",
                "runtime_memory",
                "expert_imbalance")) {
            assertThat(SampleSweeps.values(file, id))
                    .as(id)
                    .allMatch(value -> value == null || value.equals(Double.NaN));
        }
        SweepFile roofline =
                SampleSweeps.file("roofline", List.of(SampleSweeps.gopher()), Map.of(Axis.FORMULAS, Formulas.ROOFLINE));
        assertThat(SampleSweeps.values(roofline, "calibration")).containsExactly("default");
        assertThat(SampleSweeps.values(roofline, "kv_block_tokens")).containsExactly(16.0);
    }

    @Test
    void inputsAreTheValuesInForce() {
        SweepFile file = SampleSweeps.workedCases();
        assertThat(SampleSweeps.values(file, "devices")).startsWith(3.0, 3.0, 4.0, 4.0, 16.0, 16.0);
        assertThat(SampleSweeps.values(file, "prompt_tokens")).containsOnly(1024.0);
        assertThat(SampleSweeps.values(file, "interference")).containsOnly("off");
        assertThat(SampleSweeps.values(file, "weight_dtype")).containsOnly("bf16");
        assertThat(SampleSweeps.values(file, "price_per_device_hour")).containsOnly(1.5);
    }

    @Test
    void anAxisThatDiffersStandsOnEverySheetOfScenarios() {
        SweepFile file = SampleSweeps.workedCases();
        assertThat(column(file, "batch_size").sheets()).isEqualTo(Sheet.perScenario());
        assertThat(column(file, "prompt_tokens").sheets()).containsExactly(Sheet.SCENARIOS);
        assertThat(column(file, "scenario").sheets()).isEqualTo(Sheet.perScenario());
    }

    @Test
    void anIncludeThatDiffersFromTheGridMakesItsAxisVary() {
        SweepFile grid = SampleSweeps.file("include", List.of(SampleSweeps.gopher()));
        var sweep = grid.sweeps().get(0);
        Map<dev.sweepbook.sweep.AxisKey, Object> include =
                Map.of(Axis.MODEL, SampleSweeps.gopher(), Axis.HARDWARE, SampleSweeps.A100, Axis.PROMPT_TOKENS, 2048L);
        SweepFile file = SampleSweeps.withSweep(
                grid,
                new dev.sweepbook.sweep.Sweep(
                        "s", "", sweep.axes(), Map.of(), List.of(), List.of(include), dev.sweepbook.sweep.Slo.NONE));
        assertThat(column(file, "prompt_tokens").sheets()).isEqualTo(Sheet.perScenario());
        assertThat(column(file, "model").sheets()).isEqualTo(Sheet.perScenario());
        assertThat(column(file, "batch_size").sheets()).containsExactly(Sheet.SCENARIOS);
    }

    @Test
    void everyColumnSaysWhatItIsAndWhereItStands() {
        for (Column column : Columns.of(SampleSweeps.workedCases())) {
            assertThat(column.title()).as(column.id()).isNotBlank().doesNotContain("_");
            assertThat(column.description())
                    .as(column.id())
                    .hasSizeGreaterThan(5)
                    .doesNotEndWith(".");
            assertThat(column.sheets().isEmpty())
                    .as(column.id())
                    .isEqualTo(column.id().equals("slo_batch_size"));
            if (column.id().endsWith("_seconds") || column.id().contains("bytes")) {
                assertThat(column.header()).as(column.id()).endsWith(")");
            }
        }
    }

    @Test
    void headersNameTheUnitTheyAreShownIn() {
        SweepFile file = SampleSweeps.workedCases();
        assertThat(column(file, "decode_step_seconds").header()).isEqualTo("Decode step (ms)");
        assertThat(column(file, "weight_bytes").header()).isEqualTo("Weights (GB)");
        assertThat(column(file, "kv_bytes_per_token").header()).isEqualTo("KV cache per token (kB)");
        assertThat(column(file, "decode_step_seconds").unit().shown(0.0217)).isEqualTo(21.7);
    }

    @Test
    void whatNothingInTheFileCanFillStandsOnNoSheet() {
        List<ModelArchitecture> models = List.of(SampleSweeps.gopher());
        SweepFile roofline = SampleSweeps.file("r", models, Map.of(Axis.FORMULAS, Formulas.ROOFLINE));
        SweepFile promised = SampleSweeps.file("p", models, SampleSweeps.A100, new Slo(1, Double.NaN), Map.of());
        assertThat(column(roofline, "mlp_flops_per_token").sheets()).isEmpty();
        assertThat(column(promised, "mlp_flops_per_token").sheets()).containsExactly(Sheet.PARAMETERS_FLOPS);
        assertThat(column(roofline, "slo_batch_size").sheets()).isEmpty();
        assertThat(column(promised, "slo_batch_size").sheets()).containsExactly(Sheet.BATCH_THRESHOLDS, Sheet.COST);
        assertThat(column(roofline, "meets_slo").sheets()).isNotEmpty();
    }

    private static List<String> ids(SweepFile file) {
        return Columns.of(file).stream().map(Column::id).toList();
    }

    private static Column column(SweepFile file, String id) {
        return Columns.of(file).stream()
                .filter(column -> column.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
