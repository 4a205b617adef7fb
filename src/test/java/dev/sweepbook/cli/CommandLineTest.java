package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {
    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void begin() {
        shell = new Shell(top, false);
    }

    @Test
    void aMissingPathIsWrongUsage() {
        assertThat(shell.call("run", top.resolve("x.yaml"), top.resolve("y"))).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("""
                sweepbook: there is no file or folder x.yaml, y
                Try 'sweepbook run --help'.
                """.replace("x.yaml, y", top + "/x.yaml, " + top + "/y")
                .replace(top + "/", ""));
    }

    @Test
    void validateWritesNothingAndShowsEveryProblem() throws IOException {
        shell.put("a.yaml", Shell.BAD);
        shell.put("b.yaml", Shell.GOOD);

        assertThat(shell.call("validate", shell.in())).isEqualTo(1);

        assertThat(shell.out()).isEqualTo("in/b.yaml: good, 6 scenarios\n");
        assertThat(shell.err()).startsWith("in/a.yaml:3:22: batch_size: must be at least 1, was 0\n");
        assertThat(shell.files(top).keySet()).containsExactly("in/a.yaml", "in/b.yaml");
    }

    @Test
    void explainWorksOneScenarioStepByStep() throws IOException {
        Path file = shell.put(
                "a.yaml",
                Shell.GOOD.replace("llama-3.1-8b", "{id: m, extends: llama-3.1-8b, parameters: 8e9}")
                        + "fixed: {formulas: kipply-2022}\n");

        assertThat(shell.call("explain", file, "--scenario", 1)).isZero();

        // 2 · 8e9 B of weights over 3.35e12 B/s.
        assertThat(shell.out())
                .startsWith("Scenario 1 of a")
                .contains("4.7761 ms")
                .contains("FORMULAS.md 1");
    }

    @Test
    void theParametersOfAConfigurationAreCountedByPart() throws IOException {
        Path config = shell.put(
                "config.json",
                "{\"model_type\": \"llama\", \"hidden_size\": 4096, \"num_hidden_layers\": 32,"
                        + " \"num_attention_heads\": 32, \"num_key_value_heads\": 8, \"intermediate_size\": 14336,"
                        + " \"vocab_size\": 128256, \"rms_norm_eps\": 1e-5, \"tie_word_embeddings\": false}");

        assertThat(shell.call("catalog", "check", config)).isZero();
        assertThat(shell.out()).contains("8030261248").contains("131072");
        assertThat(shell.call("catalog", "check", config, "--format", "json")).isZero();
        assertThat(shell.out()).startsWith("{").contains("8030261248");
        assertThat(shell.call("catalog", "calibrations")).isZero();
        assertThat(shell.out()).contains("weight_bandwidth").contains("textbook value");
    }

    @Test
    void aConfigurationThatContradictsItselfIsRefusedWithTheField() throws IOException {
        Path config = shell.put(
                "config.json",
                "{\"model_type\": \"llama\", \"hidden_size\": 4096, \"num_hidden_layers\": 32,"
                        + " \"num_attention_heads\": 32, \"num_key_value_heads\": 5, \"intermediate_size\": 14336,"
                        + " \"vocab_size\": 128256, \"rms_norm_eps\": 1e-5}");

        assertThat(shell.call("catalog", "check", config)).isEqualTo(1);
        assertThat(shell.err()).contains("config.json").contains("num_key_value_heads");
    }

    @Test
    void theRooflineIsExplainedOperatorByOperator() throws IOException {
        Path file = shell.put("r.yaml", "models: [mixtral-8x7b]\nhardware: [h100-sxm]\nfixed: {tensor_parallel: 2}\n");

        assertThat(shell.call("explain", file, "--scenario", 1)).isZero();
        assertThat(shell.out())
                .contains("routed experts")
                .contains("attention over the cache")
                .contains("attention over the prompt")
                .contains("all-reduce");
    }

    @Test
    void explainNamesTheNumbersThereAre() throws IOException {
        Path file = shell.put("a.yaml", Shell.GOOD + "exclude: [{batch_size: 1, tensor_parallel: 1}]\n");

        assertThat(shell.call("explain", file, "--scenario", 7)).isEqualTo(2);
        assertThat(shell.err()).startsWith("sweepbook: --scenario must be from 1 to 6 in in/a.yaml, was 7\n");
        assertThat(shell.call("explain", file, "--scenario", 1)).isEqualTo(2);
        assertThat(shell.err()).startsWith("sweepbook: scenario 1 of in/a.yaml is excluded\n");
    }

    @Test
    void theCatalogueIsShownInThreeForms() {
        assertThat(shell.call("catalog", "hardware", "h100-sxm")).isZero();
        assertThat(shell.out()).contains("memory_bandwidth (B/s)").contains("3350000000000");
        assertThat(shell.call("catalog", "hardware", "h100-sxm", "--format", "json"))
                .isZero();
        assertThat(shell.out()).startsWith("{\n  \"id\": \"h100-sxm\",\n");
        assertThat(shell.call("catalog", "models", "--format", "csv")).isZero();
        assertThat(shell.out()).startsWith("id,family,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rum|there is no command rum; did you mean run?",
                "run --outptu x|unknown option --outptu; did you mean --output?",
                "run --format xslx|--format: must be xlsx, csv or parquet, was xslx; did you mean xlsx?",
                "run --format csv --columns scenrio|--columns: there is no column scenrio; did you mean scenario?",
                "run --columns scenario|--columns chooses the columns of CSV and Parquet: add --format csv or --format xlsx,csv",
                "run --threads 0|--threads must be a whole number from 1, was 0",
                "run --threads 2000|--threads must be at most 1,024, was 2000",
                "run --limit 1e6|--limit must be a whole number from 1, was 1e6",
                "run --catalog nowhere|--catalog: there is no folder nowhere",
                "run --output=|--output is empty",
                "catalog hardware h100-sxn|catalog hardware: there is no h100-sxn; did you mean h100-sxm?",
                "catalog modles|catalog: must be one of models, hardware, calibrations, check, was modles; did you mean models?",
                "explain x.yaml|--scenario N is missing: the number of the scenario to explain",
                "schema x|one word too many: x",
                "run --keep 0|--keep must be a whole number from 1, was 0",
                "run --fail-on tpot|--fail-on: expression 'tpot' names no column, 'tpot' at character 1",
                "run --wait --force-unlock|--wait and --force-unlock exclude each other",
                "run --notify=|--notify is empty",
                "schedule|--cron EXPR is missing, as \"0 2 * * *\" for every night at two",
                "schedule --cron x|--cron x: Cron expression contains 1 parts but we expect one of [5];"
                        + " the five fields are minute, hour, day of month, month, day of week",
                "watch --interval 0|--interval must be a whole number from 1, was 0",
                "history --format xml|--format: must be text, json or csv, was xml",
                "history --output nowhere|--output: there is no folder nowhere",
                "run --engine sparks|--engine: must be one of local, spark, was sparks; did you mean spark?",
                "run --master x|--master says where Spark works: add --engine spark, or leave it out",
                "run --engine spark --shard 1/2|--engine spark divides the rows by itself: leave --shard out",
                "run --engine spark --master=|--master is empty: give an address such as local[2] or spark://host:7077",
                "run --engine spark|--engine spark needs another jar of the same build: mvn -q -Pspark -DskipTests package"
                        + " makes it, java -jar target/sweepbook-spark.jar run is it",
                "run \u001b[31m|there is no file or folder \\u001B[31m",
            })
    void wrongUsageSaysWhatIsRight(String example) {
        String[] parts = example.split("\\|", -1);
        String[] words = parts[0].split(" ", -1);

        assertThat(shell.call((Object[]) words)).isEqualTo(2);

        assertThat(shell.err().lines().findFirst()).contains("sweepbook: " + parts[1]);
    }

    @Test
    void everyCommandHasHelpWithItsOptions() {
        assertThat(shell.call("--help")).isZero();
        assertThat(shell.out()).contains("Commands:").contains("Exit codes:");
        for (String name : Commands.NAMES) {
            assertThat(shell.out()).contains("  " + name);
        }
        assertThat(shell.call("run", "--help")).isZero();
        assertThat(shell.out())
                .startsWith("Usage: sweepbook run ")
                .contains("--dry-run")
                .contains("--master=URL");
    }

    @Test
    void theCompletionScriptKnowsEveryCommand() {
        assertThat(shell.call("completion")).isZero();
        assertThat(shell.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("validate")
                .contains("--dry-run");
    }

    @Test
    void theSchemaIsJson() {
        assertThat(shell.call("schema")).isZero();
        assertThat(shell.out()).startsWith("{\n").contains("\"batch_size\"");
    }

    @Test
    void theVersionIsTheOneOfTheBuild() {
        assertThat(shell.call("--version")).isZero();
        assertThat(shell.out()).matches("Sweepbook \\d+\\.\\d+\\.\\d+\\S*\\n");
    }
}
