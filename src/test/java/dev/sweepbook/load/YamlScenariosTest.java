package dev.sweepbook.load;

import static dev.sweepbook.load.ScenarioFolder.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.Exclusion;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlScenariosTest {
    private static final String EVERYTHING = """
            name: llama-on-hopper
            description: |
              two lines
              of text
            models: [llama-3.1-8b, {id: wide, extends: llama-3.1-8b, intermediate_size: 20480}, llama-3-8b]
            hardware: [h100-sxm, {id: h100-oc, extends: h100-sxm, memory_bandwidth: 3.6 TB/s}]
            fixed: {kv_dtype: bf16}
            sweep:
              tensor_parallel: [1, 2, 4, 8]
              batch_size: {from: 1, to: 512, times: 2}
              weight_dtype: [bf16, fp8]
            zip:
              - {prompt_tokens: 512, output_tokens: 128}
              - {prompt_tokens: 8192, output_tokens: 1024}
            exclude:
              - {model: llama-3.1-8b, tensor_parallel: [4, 8]}
              - batch_size * prompt_tokens > 1000000
            include:
              - {model: llama-3.1-8b, hardware: h100-sxm, batch_size: 1000, prompt_tokens: 512}
            """;

    @TempDir
    Path root;

    private ScenarioFolder folder;

    @BeforeEach
    void openFolder() {
        folder = new ScenarioFolder(root);
    }

    @Test
    void theExampleOfTheContractHas960Points() {
        SweepFile file = folder.yaml(EVERYTHING);
        Sweep sweep = file.sweeps().get(0);

        assertThat(sweep.gridPoints()).isEqualTo(3 * 2 * 4 * 10 * 2 * 2);
        assertThat(file.name()).isEqualTo("llama-on-hopper");
        assertThat(file.description()).isEqualTo("two lines\nof text\n");
        assertThat(sweep.axes().stream().flatMap(axis -> axis.keys().stream()).map(AxisKey::id))
                .containsExactly(
                        "model",
                        "hardware",
                        "tensor_parallel",
                        "batch_size",
                        "weight_dtype",
                        "prompt_tokens",
                        "output_tokens");
        assertThat(sweep.fixed()).containsExactly(java.util.Map.entry(Axis.KV_DTYPE, DataType.BF16));
        assertThat(sweep.exclusions()).hasSize(2);
        assertThat(sweep.includes()).hasSize(1);
        assertThat(file.models())
                .extracting(ModelArchitecture::id)
                .containsExactly("llama-3.1-8b", "wide", "llama-3-8b");
    }

    @Test
    void valuesHaveTheTypeOfTheirAxis() {
        assertThat(folder.axis("batch_size", "[1, 1e3, '8', 2.0]")).containsExactly(1L, 1000L, 8L, 2L);
        assertThat(folder.axis("utilization", "[1, 0.5]")).containsExactly(1.0, 0.5);
        assertThat(folder.axis("interference", "[on, off]")).containsExactly(true, false);
        assertThat(folder.axis("runtime_memory", "[2 GiB, 0]")).containsExactly(2147483648.0, 0.0);
        assertThat(folder.axis("model.hidden_size", "[4096]")).containsExactly(4096L);
        assertThat(folder.axis("model.tie_word_embeddings", "[true, false]")).containsExactly(true, false);
        assertThat(folder.axis("hardware.scale_up_devices", "[8, 72]")).containsExactly(8.0, 72.0);
        assertThat(folder.axis("batch_size", "7")).containsExactly(7L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch_size|[0]|batch_size: must be at least 1, was 0",
                "batch_size|[1.5]|batch_size: must be a whole number, was 1.5",
                "batch_size|[2000000000]|batch_size: must be at most 1,000,000,000, was 2000000000",
                "batch_size|[]|batch_size: must have at least one value, was an empty list",
                "batch_size|[[1]]|batch_size: must be one value, was a list",
                "batch_size|[null]|batch_size: must be one value, was nothing",
                "batch_size|[8, 8.0]|batch_size: the value 8.0 stands twice, first at 3:22",
                "batch_size|[1.000]|batch_size: must be a whole number written out, was '1.000'; a spreadsheet may have rounded it or separated its thousands",
                "utilization|[95]|utilization: must be at most 1, was 95; for percent write the fraction 0.95",
                "utilization|[95%]|utilization: must be a number, was '95%'; write the fraction 0.95",
                "utilization|[0]|utilization: must be above 0, was 0",
                "pue|[0.9]|pue: must be at least 1, was 0.9",
                "weight_dtype|[fp61]|weight_dtype: must be one of fp32, fp16, bf16, fp8, int8, int4, nvfp4, mxfp4, q4_k_m, was 'fp61'; did you mean fp16?",
                "interference|[true]|interference: must be one of off, on, was 'true'",
                "calibration|[mine]|calibration: there is no calibration 'mine'; there are ideal, default",
                "calibration|[defualt]|calibration: there is no calibration 'defualt'; did you mean default?",
                "hardware.scale_up_devices|[1.5]|hardware.scale_up_devices: must be a whole number, was 1.5",
                "hardware.memroy|[80 GB]|hardware.memroy: is no axis; did you mean hardware.memory?",
                "batch_sise|[1]|batch_sise: is no axis; did you mean batch_size?"
            })
    void aBadAxisNamesRuleValueAndRemedy(String key, String values, String message) {
        assertThat(folder.axisProblems(key, values)).containsExactly(message);
    }

    @Test
    void everyProblemOfAFileIsReportedInOnePass() {
        assertThat(folder.yamlProblems("""
                        name: a/b
                        models: [llama-3-8x]
                        hardwear: [h100-sxm]
                        slo: {ttft: 1}
                        fixed: {kv_dtype: bf17}
                        sweep:
                          batch_size: [0, 8]
                          prompt_tokens: [x]
                        exclude: [batch_sise > 3]
                        """))
                .containsExactly(
                        "1:1: hardware: is missing; list at least one id, or make hardware an axis of sweep or zip",
                        "1:7: name: the name must not hold any of the characters / \\ < > : \" | ? *, was 'a/b'",
                        "2:10: models: there is no model 'llama-3-8x'; did you mean llama-3-8b?",
                        "3:1: hardwear: is an unknown key; did you mean hardware?",
                        "5:19: kv_dtype: must be one of fp32, fp16, bf16, fp8, int8, int4, nvfp4, mxfp4, q4_k_m, was"
                                + " 'bf17'; did you mean bf16?",
                        "7:16: batch_size: must be at least 1, was 0",
                        "8:19: prompt_tokens: must be a number, was 'x'",
                        "9:11: exclude: expression 'batch_sise > 3' names no axis of this sweep, 'batch_sise' at"
                                + " character 1; did you mean batch_size?");
    }

    @Test
    void anAxisStandsInOnePlace() {
        assertThat(folder.yamlProblems(HEAD
                        + "fixed: {batch_size: 1}\nsweep: {batch_size: [2], prompt_tokens: [1]}\nzip: [{prompt_tokens:"
                        + " 2}]\n"))
                .containsExactly(
                        "4:9: batch_size: an axis stands in one of fixed, sweep and zip; it already stands at 3:9",
                        "5:8: prompt_tokens: an axis stands in one of fixed, sweep and zip; it already stands at 4:26");
    }

    @Test
    void modelsAndHardwareMayBeLeftOutWhereTheyAreAxes() {
        SweepFile file = folder.yaml("""
                models: [{id: wide, extends: llama-3-8b, intermediate_size: 99}]
                sweep: {batch_size: [1, 2], model: [wide, llama-3-8b]}
                zip: [{hardware: h100-sxm}]
                """);

        assertThat(file.sweeps().get(0).axes())
                .extracting(axis -> axis.keys().get(0))
                .containsExactly(Axis.BATCH_SIZE, Axis.MODEL, Axis.HARDWARE);
    }

    @Test
    void zipEntriesHaveTheSameKeys() {
        assertThat(folder.yamlProblems(HEAD + "zip:\n"
                        + "  - {prompt_tokens: 1, output_tokens: 2}\n"
                        + "  - {prompt_tokens: 2}\n"
                        + "  - {prompt_tokens: 3, output_tokens: 2, batch_size: 1}\n"
                        + "  - {output_tokens: 2, prompt_tokens: 1}\n"))
                .containsExactly(
                        "5:5: zip: every entry has the same keys; output_tokens is missing here",
                        "6:42: zip: every entry has the same keys; batch_size does not stand in the first",
                        "7:5: zip: the same values stand twice, first at 4:5");
    }

    @Test
    void excludingEverythingIsAnError() {
        assertThat(folder.yamlProblems(
                        HEAD + "sweep: {batch_size: [1, 2]}\nexclude: [{batch_size: 1}, batch_size > 1]\n"))
                .containsExactly("4:28: exclude: nothing is left of the 2 points of sweep 'x'");
    }

    @Test
    void anExclusionKnowsOnlyAxesThatHaveAValue() {
        assertThat(folder.yamlProblems(
                        HEAD + "exclude: [{hardware.memory: 80 GB}, hardware.memory > 1, {batch_size: [3, 0]}, {}]\n"))
                .containsExactly(
                        "3:12: hardware.memory: is no axis of this sweep, so no point can match it",
                        "3:37: exclude: expression 'hardware.memory > 1' names no axis of this sweep,"
                                + " 'hardware.memory' at character 1",
                        "3:75: batch_size: must be at least 1, was 0",
                        "3:80: exclude: a map names at least one axis, was an empty map");
    }

    @Test
    void conditionsReadAxesAsNumbersOrNames() {
        SweepFile file = folder.yaml(HEAD + "sweep: {weight_dtype: [bf16, fp8], batch_size: [1, 2]}\n"
                + "exclude: [weight_dtype == 'fp8' and batch_size > 1, model == 'llama-3-8b' and batch_size > 1]\n");

        assertThat(file.sweeps().get(0).exclusions().get(0))
                .isInstanceOfSatisfying(
                        Exclusion.Condition.class,
                        condition -> assertThat(condition.keys()).containsOnlyKeys("weight_dtype", "batch_size"));
        assertThat(folder.yamlProblems(HEAD + "exclude: [weight_dtype == 'fp9', model == 'lama-3-8b']\n"))
                .containsExactly(
                        "3:11: exclude: expression 'weight_dtype == 'fp9'' can never hold: weight_dtype: must be one of"
                                + " fp32, fp16, bf16, fp8, int8, int4, nvfp4, mxfp4, q4_k_m, was 'fp9'; did you mean"
                                + " fp8?",
                        "3:34: exclude: expression 'model == 'lama-3-8b'' can never hold: model: there is no model"
                                + " 'lama-3-8b'; did you mean llama-3-8b?");
    }

    @Test
    void includesAreWholeAndNew() {
        assertThat(folder.yamlProblems(HEAD + "sweep: {batch_size: [1, 8]}\ninclude:\n"
                        + "  - {model: llama-3-8b, hardware: h100-sxm, batch_size: 4}\n"
                        + "  - {model: llama-3-8b, hardware: h100-sxm, batch_size: 4, prompt_tokens: 1024}\n"
                        + "  - {model: llama-3-8b, hardware: h100-sxm}\n"
                        + "  - {model: llama-3-8b, hardware: h100-sxm, batch_size: 8}\n"
                        + "  - {model: llama-3-8b, hardware: h100-sxm, batch_size: 8, overlap: 0.5}\n"))
                .containsExactly(
                        "6:5: include: is the same scenario as the one at 5:5",
                        "7:5: include: is already point 1 of the grid; leave it out",
                        "8:5: include: is already point 2 of the grid; leave it out");
        assertThat(folder.yamlProblems(HEAD + "include: [{batch_size: [1, 2]}]\n"))
                .containsExactly(
                        "3:11: model: is missing; an included scenario names it",
                        "3:11: hardware: is missing; an included scenario names it",
                        "3:24: batch_size: must be one value, was a list");
    }

    @Test
    void anIncludeMayEqualAnExcludedPoint() {
        SweepFile file = folder.yaml(HEAD + "sweep: {batch_size: [1, 8]}\nexclude: [batch_size == 8]\n"
                + "include: [{model: llama-3-8b, hardware: h100-sxm, batch_size: 8}]\n");

        assertThat(file.sweeps().get(0).includes()).hasSize(1);
    }

    @Test
    void anIncludeWithoutASweptFieldHasTheDevicesOwn() {
        String ownMemory = HEAD + "sweep: {hardware.memory: [80 GB, 96 GB]}\n"
                + "include: [{model: llama-3-8b, hardware: h100-sxm}]\n";

        assertThat(folder.yamlProblems(ownMemory))
                .containsExactly("4:11: include: is already point 1 of the grid; leave it out");
    }

    @Test
    void sweepsInheritAndAddUp() {
        SweepFile file = folder.yaml(HEAD + """
                fixed: {kv_dtype: fp8, weight_dtype: fp8}
                exclude: [batch_size == 4]
                sweeps:
                  - sweep: {batch_size: [1, 2, 4]}
                  - name: big
                    models: [llama-3.1-8b]
                    fixed: {kv_dtype: bf16}
                    exclude: [batch_size == 16]
                    sweep: {batch_size: [8, 16]}
                """);

        Sweep first = file.sweeps().get(0);
        Sweep second = file.sweeps().get(1);
        assertThat(file.sweeps()).extracting(Sweep::name).containsExactly("sweep-1", "big");
        assertThat(first.fixed()).containsEntry(Axis.KV_DTYPE, DataType.FP8);
        assertThat(second.fixed())
                .containsEntry(Axis.KV_DTYPE, DataType.BF16)
                .containsEntry(Axis.WEIGHT_DTYPE, DataType.FP8);
        assertThat(first.exclusions()).hasSize(1);
        assertThat(second.exclusions()).hasSize(2);
        assertThat(file.models()).extracting(ModelArchitecture::id).containsExactly("llama-3-8b", "llama-3.1-8b");
    }

    @Test
    void sweepsStandAlone() {
        assertThat(folder.yamlProblems(
                        HEAD + "sweep: {batch_size: [1]}\nsweeps:\n  - {name: a}\n  - {name: a}\n  - {sweeps: []}\n"))
                .containsExactly(
                        "3:1: sweep: cannot stand beside sweeps (4:1); move it into one",
                        "6:5: name: two sweeps are called 'a', the first at 5:5",
                        "7:6: sweeps: is an unknown key; did you mean sweep?");
        assertThat(folder.yamlProblems(HEAD + "sweeps: []\n"))
                .containsExactly("3:9: sweeps: must have at least one sweep, was an empty list");
    }

    @Test
    void theLimitCountsThePointsOfAllSweepsAndTheIncludes() {
        Path file = folder.write(
                "x.yaml",
                HEAD + "sweeps:\n  - sweep: {batch_size: [1, 2, 3]}\n  - sweep: {batch_size: [4, 5]}\n"
                        + "    include: [{model: llama-3-8b, hardware: h100-sxm, batch_size: 9}]\n");

        assertThat(folder.load(file, 6).problems().isEmpty()).isTrue();
        assertThat(ScenarioFolder.messages(folder.load(file, 5)))
                .containsExactly("3:1: sweep: has 6 grid points, above the limit of 5; thin the axes, or raise the"
                        + " limit with --limit");
    }

    @Test
    void aGridBeyondEveryIntegerIsCountedExactly() {
        StringBuilder text = new StringBuilder(HEAD + "sweep:\n");
        for (String axis : List.of("batch_size", "prompt_tokens", "output_tokens", "replicas")) {
            text.append("  ").append(axis).append(": {from: 1, to: 1000000, step: 1}\n");
        }

        assertThat(folder.yamlProblems(text.toString()))
                .containsExactly("3:1: sweep: has 1,000,000,000,000,000,000,000,000 grid points (batch_size 1,000,000 ×"
                        + " prompt_tokens 1,000,000 × output_tokens 1,000,000 × replicas 1,000,000 × model 1 ×"
                        + " hardware 1), above the limit of 10,000,000; thin the axes: no limit allows so many");
    }

    @Test
    void theSizeIsToldBesideMoreProblemsThanAreKept() {
        String thousand = "{from: 1, to: 1000, step: 1}";
        String zeros = "[" + "0, ".repeat(200) + "0]";
        Loaded loaded = folder.load(
                "x.yaml",
                HEAD + "sweep: {batch_size: " + zeros + ", prompt_tokens: " + thousand + ", output_tokens: " + thousand
                        + "}\n");

        assertThat(loaded.problems().count()).isEqualTo(202);
        assertThat(loaded.problems().first()).hasSize(50);
        assertThat(loaded.problems().first().get(0).message()).startsWith("sweep: has 201,000,000 grid points");
    }

    @Test
    void modelsVarySlowestAndZipFastest() {
        List<GridAxis> axes = folder.yaml("""
                        zip: [{output_tokens: 1}]
                        sweep: {batch_size: [1]}
                        hardware: [h100-sxm]
                        models: [llama-3-8b]
                        """).sweeps().get(0).axes();

        assertThat(axes)
                .extracting(axis -> axis.keys().get(0))
                .containsExactly(Axis.MODEL, Axis.HARDWARE, Axis.BATCH_SIZE, Axis.OUTPUT_TOKENS);
    }

    @Test
    void anAxisBesideTheKeysIsToldWhereToStand() {
        assertThat(folder.yamlProblems(HEAD + "batch_size: 8\n"))
                .containsExactly("3:1: batch_size: is an unknown key; an axis stands under sweep, fixed or zip");
    }

    @Test
    void idsThatLookTheSameAreTheSame() {
        assertThat(folder.yamlProblems("models: [caf\u00e9, cafe\u0301]\nhardware: [h100-sxm]\n"))
                .contains("1:16: models: the value cafe\u0301 stands twice, first at 1:10");
    }
}
