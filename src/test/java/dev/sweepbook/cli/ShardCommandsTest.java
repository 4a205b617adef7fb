package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run --shard} and {@code merge}: the same outputs as one run, or the shard at fault by name. */
class ShardCommandsTest {
    /**
     * 2 × 4 × 1,000 × 100 = 800,000 points, more than six chunks of 131,072, of which 4 × 2 × 50 = 400 are kept, and one
     * included.
     */
    private static final String WIDE = """
            name: wide
            models: [llama-3.1-8b, llama-3.1-70b]
            hardware: [h100-sxm]
            fixed: {price_per_device_hour: 2}
            sweep:
              tensor_parallel: [1, 2, 4, 8]
              batch_size: {from: 1, to: 1000, step: 1}
              output_tokens: {from: 10, to: 1000, step: 10}
            exclude:
              - batch_size % 20 != 0
              - output_tokens != 500
            include: [{model: llama-3.1-8b, hardware: h100-sxm, batch_size: 1001}]
            """;

    @TempDir
    Path folder;

    private Shell shell;
    private Path in;

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(folder, false);
        in = Files.createDirectories(folder.resolve("in/team"));
        Files.writeString(in.resolve("wide.yaml"), WIDE);
        in = folder.resolve("in");
    }

    private int run(String output, String... more) {
        return call(Stream.concat(
                Stream.of(
                        "run", in.toString(), "--output", folder.resolve(output).toString(), "--format", "xlsx,csv"),
                Stream.of(more)));
    }

    private int merge(String... more) {
        return call(Stream.concat(
                Stream.of(
                        "merge",
                        folder.resolve("parts").toString(),
                        "--scenarios",
                        in.toString(),
                        "--output",
                        folder.resolve("joined").toString()),
                Stream.of(more)));
    }

    private int call(Stream<String> words) {
        return shell.call(words.toArray());
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,2", "16,4"})
    void joinedShardsAreTheBytesOfOneRun(int count, int threads) throws IOException {
        assertThat(run("whole", "--threads", "1", "--fail-on", "batch_size == 1001"))
                .isEqualTo(4);
        for (int part = count; part >= 1; part--) {
            assertThat(run("parts", "--shard", part + "/" + count, "--threads", Integer.toString(threads)))
                    .isZero();
        }
        if (count > 1) {
            assertThat(folder.resolve("parts/shard-1-of-" + count + "/team/wide.csv"))
                    .isRegularFile();
            assertThat(folder.resolve("parts/shard-1-of-" + count + "/team/wide.xlsx"))
                    .doesNotExist();
            assertThat(merge("--fail-on", "batch_size == 1001")).isEqualTo(4);
            assertThat(shell.err()).contains("1 of 401 scenarios, the first is scenario 800001");
        }
        String joined = count > 1 ? "joined" : "parts";
        for (String file : List.of("team/wide.csv", "team/wide.xlsx", "team/wide.manifest.json")) {
            assertThat(bytes(joined + "/" + file)).as(file).isEqualTo(bytes("whole/" + file));
        }
        assertThat(new String(bytes("whole/team/wide.csv"), StandardCharsets.UTF_8).lines())
                .hasSize(402);
    }

    @Test
    void aMissingShardIsNamed() {
        run("parts", "--shard", "1/3");
        run("parts", "--shard", "3/3");
        assertThat(merge()).isEqualTo(1);
        assertThat(shell.err())
                .contains("wide.yaml: shard 2 of 3 is missing: run it with --shard 2/3, or name its folder");
        assertThat(folder.resolve("joined/team/wide.csv")).doesNotExist();
    }

    @Test
    void aShardOfAnotherDivisionIsNamed() {
        run("parts", "--shard", "1/2");
        run("parts", "--shard", "3/3");
        assertThat(merge()).isEqualTo(1);
        assertThat(shell.err()).contains("shard 3 of 3 belongs to another division, another is of 2");
    }

    @Test
    void aShardOfAnotherInputIsNamed() throws IOException {
        run("parts", "--shard", "1/2");
        Files.writeString(in.resolve("team/wide.yaml"), WIDE.replace("output_tokens != 500", "output_tokens != 510"));
        run("parts", "--shard", "2/2");
        assertThat(merge()).isEqualTo(1);
        assertThat(shell.err()).contains("shard 1 of 2 was made from another team/wide.yaml than the one here");
    }

    @Test
    void aShardWithOtherColumnsIsNamed() {
        run("parts", "--shard", "1/2");
        run("parts", "--shard", "2/2", "--columns", "scenario,model");
        assertThat(merge()).isEqualTo(1);
        assertThat(shell.err()).contains("shard 2 of 2 was made with other options or definitions");
    }

    @Test
    void aShardThatWasCutOffIsNamed() throws IOException {
        run("parts", "--shard", "1/2");
        run("parts", "--shard", "2/2");
        Path cut = folder.resolve("parts/shard-2-of-2/team/wide.csv");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 5000));
        assertThat(merge()).isEqualTo(1);
        assertThat(shell.err()).contains("wide.csv of shard 2 of 2 is not there or not what was written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/4 | --shard: the first number is from 1 to the second, was 0/4",
                "5/4 | --shard: the first number is from 1 to the second, was 5/4",
                "x | --shard must be like 3/8, shard 3 of 8, was x",
            })
    void aShardThatIsNoneIsRefused(String shard, String message) {
        assertThat(run("parts", "--shard", shard)).isEqualTo(2);
        assertThat(shell.err()).startsWith("sweepbook: " + message);
    }

    @Test
    void workbooksAreNotDivided() {
        assertThat(shell.call("run", in.toString(), "--shard", "1/2")).isEqualTo(2);
        assertThat(shell.err()).startsWith("sweepbook: --shard divides CSV and Parquet: add --format xlsx,csv");
    }

    @Test
    void aFolderWithoutShardsIsRefused() {
        assertThat(shell.call("merge", folder.toString())).isEqualTo(2);
        assertThat(shell.err()).contains("there are no shards in ").contains(": run --shard 1/N writes the first");
    }
}
