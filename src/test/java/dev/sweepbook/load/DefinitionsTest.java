package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.ModelVariants;
import dev.sweepbook.sweep.SweepFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {
    private static final String DEVICE =
            "{id: mine, memory: 96 GB, memory_bandwidth: 4 TB/s, peak_flops: {bf16: 1 PFLOPS, fp8: 2e15}}";

    @TempDir
    Path root;

    private ScenarioFolder folder;

    @BeforeEach
    void openFolder() {
        folder = new ScenarioFolder(root);
    }

    private static String file(String model, String device) {
        return "models: [" + model + "]\nhardware: [" + device + "]\n";
    }

    @Test
    void aDeviceIsReadWithItsUnits() {
        Accelerator device = folder.yaml(file("llama-3-8b", DEVICE)).hardware().get(0);

        assertThat(device.id()).isEqualTo("mine");
        assertThat(device.fields())
                .containsOnly(
                        Map.entry(AcceleratorField.MEMORY, 96e9),
                        Map.entry(AcceleratorField.MEMORY_BANDWIDTH, 4e12),
                        Map.entry(AcceleratorField.PEAK_BF16, 1e15),
                        Map.entry(AcceleratorField.PEAK_FP8, 2e15));
        assertThat(device.provenance().origin()).isEqualTo("x.yaml");
    }

    @Test
    void aDeviceThatExtendsAnotherHasItsKindOfMemory() {
        SweepFile file = folder.yaml(file("llama-3-8b", "{id: fast, extends: rtx-4090, memory_bandwidth: 2 TB/s}"));

        assertThat(file.hardware().get(0).memoryType()).isEqualTo("GDDR6X");
    }

    @Test
    void anotherMemoryDropsWhatTheBaseReported() {
        String base = DEVICE.replace("memory: 96 GB", "memory: 96 GB, reported_memory: 95 GB");
        SweepFile file = folder.yaml(file(
                "llama-3-8b",
                base + ", {id: big, extends: mine, memory: 128 GB}, {id: fast, extends: mine, memory_bandwidth: 5"
                        + " TB/s}, {id: told, extends: mine, reported_memory: 120 GB, memory: 128 GB}"));

        assertThat(file.hardware())
                .extracting(device -> device.get(AcceleratorField.REPORTED_MEMORY))
                .containsExactly(95e9, Double.NaN, 95e9, 120e9);
        assertThat(file.hardware().get(1).provenance().note()).isEqualTo("extends mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: x}|2:12: id: is missing; a definition begins with the name scenarios use for it",
                "{id: x, memory: 80 gigs, memory_bandwidth: 1, peak_flops: {bf16: 1}}|2:28: memory: has no unit Sweepbook knows, was '80 gigs'; the units are B, kB, MB, GB, TB, KiB, MiB, GiB, TiB; a bare number is in B",
                "{id: x, memory: 80 GB}|2:12: memory_bandwidth: is missing; a device needs memory, memory_bandwidth and at least one of peak_flops",
                "{id: x, extends: h100-sxn}|2:29: extends: there is no hardware 'h100-sxn'; did you mean h100-sxm?",
                "{id: x, extends: h100-sxm, memroy: 1}|2:39: memroy: is an unknown key; did you mean memory?",
                "{id: x, extends: h100-sxm, peak_flops: {bf61: 1}}|2:52: peak_flops: 'bf61' is no number format with a peak; they are fp32, fp16, bf16, fp8, int8, fp4; did you mean bf16?",
                "{id: x, extends: h100-sxm, peak_flops: 1}|2:51: peak_flops: must be a map, such as {bf16: 989 TFLOPS, fp8: 1979 TFLOPS}, was '1'",
                "{id: x, extends: h100-sxm, memory_bandwidth: 0}|2:57: memory_bandwidth: must be above 0, was 0",
                "{id: x, extends: x}|2:29: extends: there is no hardware 'x'; see `sweepbook catalog hardware`",
                "{id: ' x', extends: h100-sxm}|2:17: id: must be 1 to 100 characters without a blank at either end, was ' x'",
                "{id: [x], extends: h100-sxm}|2:17: id: must be one value, was a list"
            })
    void aBadDeviceNamesItsFault(String device, String message) {
        assertThat(folder.yamlProblems(file("llama-3-8b", device))).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: x, extends: llama-3-8b, source: \"a\\eb\"}|1:47: source: must not hold control characters, holds U+001B escape",
                "{id: x, config: c.json}|1:26: config: there is no file 'c.json' beside the one this stands in",
                "{id: x, extends: llama-3-8b, hidden_sise: 1}|1:39: hidden_sise: is an unknown key; did you mean hidden_size?",
                "{id: x, extends: llama-3-8b, hidden_size: 1_000}|1:52: hidden_size: must be a number, was '1_000'; write the digits without separators",
                "{id: x, extends: llama-3-8b, hidden_size: 8, n_embd: 8}|1:55: n_embd: is the same field as hidden_size, written at 1:39",
                "{id: x, hidden_size: 8, vocab_size: 9}|1:10: num_hidden_layers: is missing",
                "{id: x, extends: llama-3-8b, parameters: {total: 8e9, active: 9e9}}|1:39: parameters.active: must be at most the total, was 9.0E9",
                "{id: x, extends: y}, {id: y, extends: x}|1:10: extends: 'x' extends itself in a circle",
                "{id: x, extends: llama-3-8b}, {id: x, extends: llama-3-8b}|1:40: model 'x': is defined twice, first at 1:10"
            })
    void aBadModelNamesItsFault(String model, String message) {
        assertThat(folder.yamlProblems(file(model, "h100-sxm"))).contains(message);
    }

    @Test
    void aModelReplacesFieldsUnderAnySpelling() {
        ModelArchitecture model = folder.yaml(file("{id: x, extends: gpt2, hidden_size: 1152}", "h100-sxm"))
                .models()
                .get(0);

        assertThat(model.hiddenSize()).isEqualTo(1152); // 12 heads of 96
        assertThat(model.layers()).isEqualTo(12); // gpt2's own
    }

    @Test
    void unusedDefinitionsAreCheckedToo() {
        assertThat(folder.yamlProblems("""
                        models: [{id: x, extends: llama-3-8b, hidden_size: 0}]
                        hardware: [h100-sxm]
                        sweep: {model: [llama-3-8b]}
                        """)).containsExactly("1:52: hidden_size: must be at least 1, was 0");
    }

    @Test
    void aLongChainOfDefinitionsEnds() {
        StringBuilder models = new StringBuilder();
        for (int i = 5_000; i > 0; i--) {
            models.append("{id: m")
                    .append(i)
                    .append(", extends: m")
                    .append(i - 1)
                    .append("}, ");
        }
        Loaded loaded = folder.load("x.yaml", file(models + "{id: m0, extends: llama-3-8b}", "h100-sxm"));

        assertThat(loaded.problems().first().toString())
                .contains("is more than 32 definitions away from what it is for");
    }

    @Test
    void theNearestFolderWinsAndTheShadowIsNoted() {
        folder.write("catalog/far.yaml", "hardware: {mine: {extends: h100-sxm, memory: 10 GB}}\n");
        folder.write(
                "team/catalog/near.yaml",
                "hardware:\n  mine: {extends: h100-sxm, memory: 20 GB}\n  h100-sxm: {extends: h100-sxm, memory: 30"
                        + " GB}\n");
        Loaded loaded = folder.load("team/x.yaml", file("llama-3-8b", "mine, h100-sxm"));
        SweepFile file = ScenarioFolder.good(loaded);

        assertThat(file.hardware())
                .extracting(device -> device.get(AcceleratorField.MEMORY))
                .containsExactly(20e9, 30e9);
        assertThat(file.remarks())
                .containsExactly(
                        "hardware mine is the one defined in team/catalog/near.yaml, which hides that of"
                                + " catalog/far.yaml",
                        "hardware h100-sxm is the one defined in team/catalog/near.yaml, which hides that of the"
                                + " shipped catalogue");
        assertThat(loaded.inputs())
                .extracting(Loaded.Input::path)
                .containsExactly("team/x.yaml", "team/catalog/near.yaml");
    }

    @Test
    void anIdStandsOnceInAFolder() {
        folder.write("catalog/a.yaml", "hardware: {mine: {extends: h100-sxm}}\n");
        Path second = folder.write("catalog/b.yaml", "hardware: {mine: {extends: h100-sxm}}\n");
        Loaded loaded = folder.load("x.yaml", file("llama-3-8b", "h100-sxm"));

        assertThat(loaded.problems().first())
                .containsExactly(new Problem(
                        second.toString(),
                        1,
                        12,
                        "hardware 'mine': is defined twice, first at " + root.resolve("catalog/a.yaml") + ":1:12"));
    }

    @Test
    void faultsOfAFolderNameItsFile() {
        Path bad = folder.write("catalog/a.yaml", "hardware: {mine: {extends: h100-sxm, memory: 8 gigs}}\n");
        Loaded loaded = folder.load("x.yaml", file("llama-3-8b", "mine"));

        assertThat(loaded.problems().first()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(bad.toString());
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.message()).startsWith("memory: has no unit Sweepbook knows, was '8 gigs'");
        });
        assertThat(loaded.sweep()).isNull();
    }

    @Test
    void sweptFieldsMakeVariantsOfTheModel() {
        SweepFile file = folder.yaml(file("llama-3-8b", "h100-sxm") + "sweep: {model.num_hidden_layers: [16]}\n");
        ModelArchitecture base = file.models().get(0);

        assertThat(file.variants().variant(base, Map.of("num_hidden_layers", 16L)))
                .isInstanceOfSatisfying(ModelVariants.Made.class, made -> {
                    assertThat(made.model().layers()).isEqualTo(16);
                    assertThat(made.model().id()).isEqualTo("llama-3-8b");
                    assertThat(made.model().hiddenSize()).isEqualTo(base.hiddenSize());
                });
    }
}
