package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.ConfigJson;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigsTest {
    private static final String CONFIG = """
            {"model_type": "llama", "num_hidden_layers": 2, "hidden_size": 64, "vocab_size": 100,
             "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 128}
            """;

    @TempDir
    Path root;

    private ScenarioFolder folder;

    @BeforeEach
    void openFolder() {
        folder = new ScenarioFolder(root);
    }

    private static String models(String definition) {
        return "models: [" + definition + "]\nhardware: [h100-sxm]\n";
    }

    @Test
    void aConfigIsReadFromBesideTheFileAndFieldsBesideItOverrideIts() {
        folder.write("configs/c.json", CONFIG);

        Loaded loaded = folder.load("x.yaml", models("{id: mine, config: configs/c.json, num_hidden_layers: 3}"));

        SweepFile file = ScenarioFolder.good(loaded);
        assertThat(file.models().get(0).layers()).isEqualTo(3);
        assertThat(file.models().get(0).hiddenSize()).isEqualTo(64);
        assertThat(loaded.inputs()).extracting(Loaded.Input::path).containsExactly("x.yaml", "configs/c.json");
        assertThat(loaded.inputs().get(1).sha256()).hasSize(64);
    }

    @Test
    void aConfigInACatalogueFolderIsAModelOfItsName() {
        folder.write("catalog/mine.json", CONFIG);

        Loaded loaded = folder.load("x.yaml", models("mine"));

        assertThat(ScenarioFolder.good(loaded).models().get(0).layers()).isEqualTo(2);
        assertThat(loaded.inputs()).extracting(Loaded.Input::path).containsExactly("x.yaml", "catalog/mine.json");
    }

    @Test
    void theSameIdInYamlAndJsonOfOneFolderNamesBoth() {
        Path json = folder.write("catalog/mine.json", CONFIG);
        Path yaml = folder.write("catalog/z.yaml", "models:\n  mine: {extends: llama-3-8b}\n");

        assertThat(folder.load("x.yaml", models("mine")).problems().first())
                .extracting(Problem::toString)
                .containsExactly(yaml + ":2:3: model 'mine': is defined twice, first at " + json);
    }

    @Test
    void aConfigThatHidesAShippedModelIsRemarked() {
        folder.write("catalog/llama-3-8b.json", CONFIG);

        assertThat(folder.yaml(models("llama-3-8b")).remarks())
                .containsExactly("model llama-3-8b is the one defined in catalog/llama-3-8b.json, which hides that of"
                        + " the shipped catalogue");
    }

    @Test
    void whatWasAssumedOfAnUnknownTypeIsRemarked() {
        folder.write(
                "catalog/mine.json",
                CONFIG.replace(
                        "\"llama\"",
                        "\"zzz\", \"rms_norm_eps\": 1e-5, \"hidden_act\": \"silu\", \"tie_word_embeddings\": false"));

        assertThat(folder.yaml(models("mine")).remarks())
                .containsExactly("model mine: model_type \"zzz\" is not known: read by what its fields say, with two"
                        + " norms a layer and no biases where they say nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config: ../c.json|config: must not leave the folder of the run, links resolved, was '../c.json'; copy the file into it",
                "config: link.json|config: must not leave the folder of the run, links resolved, was 'link.json'; copy the file into it",
                "config: none.json|config: there is no file 'none.json' beside the one this stands in",
                "config: /c.json|config: must be a path relative to the file it stands in, was '/c.json'",
            })
    void aConfigElsewhereIsRefused(String field, String message) throws IOException {
        Path outside = Files.writeString(Files.createTempFile("outside", ".json"), CONFIG);
        try {
            Files.createSymbolicLink(root.resolve("link.json"), outside);
            assertThat(folder.yamlProblems(models("{id: x, " + field + "}"))).containsExactly("1:26: " + message);
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void configAndExtendsTogetherAreRefused() {
        assertThat(folder.yamlProblems(models("{id: x, config: c.json, extends: llama-3-8b}")))
                .containsExactly("1:18: config: cannot stand beside extends (1:34); a model comes from a file or from"
                        + " another model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|:1:1: the file must be an object of fields, was a list",
                "{\"hidden_size\": 8, \"num_hidden_layers\": -1, \"vocab_size\": 9}|:1:20: num_hidden_layers: must be at least 1, was -1",
                "{\"num_hidden_layers\": 1, \"vocab_size\": 9, \"vision_config\": {\"hidden_size\": 8}}|: hidden_size: is missing",
                "{\"text_config\": {\"hidden_size\": 0, \"num_hidden_layers\": 1, \"vocab_size\": 9}}|:1:18: text_config.hidden_size: must be at least 1, was 0",
                "{\"hidden_size\": 8, \"num_hidden_layers\": 1}|: vocab_size: is missing",
            })
    void aFaultOfAConfigNamesItsFileAndField(String config, String message) {
        Path file = folder.write("c.json", config);

        assertThat(folder.load("x.yaml", models("{id: x, config: c.json}"))
                        .problems()
                        .first())
                .extracting(Problem::toString)
                .containsExactly(file + message);
    }

    @Test
    void aConfigOfTwoMegabytesIsRefused() {
        Path file = folder.write("c.json", " ".repeat(2 * ConfigJson.MAX_BYTES));

        assertThat(folder.load("x.yaml", models("{id: x, config: c.json}"))
                        .problems()
                        .first())
                .extracting(Problem::toString)
                .containsExactly(
                        file + ": the file is larger than 1 MiB, the most a configuration may be, has 2,097,152 bytes");
    }

    @Test
    void aSloIsReadInSecondsAndABlockReplacesIt() {
        SweepFile file = folder.yaml(ScenarioFolder.HEAD + """
                slo: {ttft: 500 ms, tpot: 0.05}
                sweeps: [{name: a}, {name: b, slo: {tpot: 20 ms}, fixed: {batch_size: 2}}]
                """);

        assertThat(file.sweeps().get(0).slo()).isEqualTo(new Slo(0.5, 0.05));
        assertThat(file.sweeps().get(1).slo()).isEqualTo(new Slo(Double.NaN, 0.02));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ttft: 0}|3:13: slo.ttft: must be above 0, was 0",
                "{tpot: -1 ms}|3:13: slo.tpot: must be above 0, was -1 ms",
                "{tpoot: 1}|3:7: tpoot: is an unknown key; did you mean tpot?",
                "5|3:6: slo: must be a map, such as {ttft: 500 ms, tpot: 50 ms}, was '5'",
            })
    void aWrongSloIsNamed(String slo, String message) {
        assertThat(folder.yamlProblems(ScenarioFolder.HEAD + "slo: " + slo + "\n"))
                .containsExactly(message);
    }
}
