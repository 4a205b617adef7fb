package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to published outputs, with what may go wrong between. */
class SweepRunTest {
    private static final String GOOD = """
            name: Flotte
            models: [llama-3.1-8b]
            hardware: [mine]
            fixed: {formulas: kipply-2022}
            sweep: {batch_size: [1, 2, 4], tensor_parallel: [1, 2]}
            exclude: [{batch_size: 4, tensor_parallel: 2}]
            include: [{model: gpt2, hardware: mine}]
            """;
    private static final String DEFINITIONS = """
            hardware:
              mine: {name: Mine, peak_flops: {bf16: 100 TFLOPS}, memory: 40 GB, memory_bandwidth: 1 TB/s, \
            link_bandwidth: 100 GB/s}
            """;

    @TempDir
    Path folder;

    Path in;
    Path out;

    @BeforeEach
    void makeFolders() throws IOException {
        in = folder.resolve("in");
        out = folder.resolve("out");
        Files.createDirectories(in.resolve("team"));
        Files.createDirectories(in.resolve("catalog"));
        Files.writeString(in.resolve("catalog/devices.yaml"), DEFINITIONS);
        Files.writeString(in.resolve("team/x.yaml"), GOOD);
    }

    private SweepRun run() {
        Request.Pace pace = new Request.Pace(1, 1000, false);
        Request request = new Request(
                out,
                EnumSet.of(Format.XLSX, Format.CSV),
                new Request.Workbooks(Path.of("no templates"), null),
                List.of(),
                List.of(),
                pace,
                "9.9");
        return new SweepRun(request, Inputs.find(List.of(in), out).files());
    }

    private static List<FileOutcome> outcomes(SweepRun run) throws InterruptedException {
        List<FileOutcome> outcomes = new ArrayList<>();
        run.write(null, outcomes::add, () -> {});
        return outcomes;
    }

    private static List<String> filesUnder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void theManifestSaysWhatTheOutputsWereMadeFrom() throws Exception {
        outcomes(run());

        Path manifest = out.resolve("team/x.manifest.json");
        JsonNode json = new ObjectMapper().readTree(Files.readString(manifest));
        assertThat(json.get("tool").asText()).isEqualTo("sweepbook 9.9");
        assertThat(json.get("name").asText()).isEqualTo("Flotte");
        assertThat(json.at("/input/path").asText()).isEqualTo("team/x.yaml");
        assertThat(json.at("/input/sha256").asText()).isEqualTo(sha256(in.resolve("team/x.yaml")));
        assertThat(json.get("definitions")).hasSize(1);
        assertThat(json.at("/definitions/0/path").asText()).isEqualTo("catalog/devices.yaml");
        assertThat(json.at("/definitions/0/sha256").asText()).isEqualTo(sha256(in.resolve("catalog/devices.yaml")));
        assertThat(json.get("formulas").toString()).isEqualTo("[\"kipply-2022\"]");
        assertThat(json.at("/grid/points").asLong()).isEqualTo(6);
        assertThat(json.at("/grid/excluded").asLong()).isEqualTo(1);
        assertThat(json.at("/grid/includes").asLong()).isEqualTo(1);
        assertThat(json.at("/grid/scenarios").asLong()).isEqualTo(6);
        assertThat(json.at("/outputs/0/file").asText()).isEqualTo("x.xlsx");
        assertThat(json.at("/outputs/0/sha256").asText()).isEqualTo(sha256(out.resolve("team/x.xlsx")));
        assertThat(json.at("/outputs/0/sheets/2").toString()).isEqualTo("{\"name\":\"Scenarios\",\"rows\":6}");
        assertThat(json.at("/outputs/1/file").asText()).isEqualTo("x.csv");
        assertThat(json.at("/outputs/1/sha256").asText()).isEqualTo(sha256(out.resolve("team/x.csv")));
    }

    @Test
    void theManifestHoldsNoTimeAndNoPlaceOfThisMachine() throws Exception {
        outcomes(run());

        assertThat(Files.readString(out.resolve("team/x.manifest.json")))
                .doesNotContain(folder.toString())
                .doesNotContain("\"/")
                .doesNotContainPattern("\\d{4}-\\d\\d-\\d\\d|\\d\\d:\\d\\d")
                .endsWith("}\n");
    }

    @Test
    void onlyOutputsStandInTheOutputFolder() throws Exception {
        FileOutcome outcome = outcomes(run()).get(0);

        assertThat(outcome).isInstanceOf(FileOutcome.Delivered.class);
        assertThat(filesUnder(out)).containsExactly("team/x.csv", "team/x.manifest.json", "team/x.xlsx");
    }

    @Test
    void whereOneOutputCannotStandNothingIsPublishedAndNothingIsLeft() throws Exception {
        Files.createDirectories(out.resolve("team/x.csv/inside"));
        Files.writeString(out.resolve("team/x.xlsx"), "of an earlier run");

        FileOutcome outcome = outcomes(run()).get(0);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FileOutcome.NotWritten.class,
                        unwritten -> assertThat(unwritten.message())
                                .isEqualTo(out.resolve("team/x.csv")
                                        + ": cannot be written: a folder stands in its place;"
                                        + " move the folder away, or name another with --output"));
        assertThat(filesUnder(out)).containsExactly("team/x.xlsx");
        assertThat(out.resolve("team/x.xlsx")).hasContent("of an earlier run");
    }

    @Test
    void whereAFileStandsInTheFoldersPlaceItIsLeftAlone() throws Exception {
        Files.writeString(out, "mine");

        FileOutcome outcome = outcomes(run()).get(0);

        assertThat(outcome).isInstanceOf(FileOutcome.NotWritten.class);
        assertThat(out).hasContent("mine");
        assertThat(filesUnder(folder)).containsExactly("in/catalog/devices.yaml", "in/team/x.yaml", "out");
    }

    @Test
    void whatADeadRunLeftIsSwept() throws Exception {
        Files.createDirectories(out.resolve("team"));
        Files.writeString(out.resolve("team/.sweepbook-1a-2b-0.tmp"), "half a workb");
        Files.writeString(out.resolve("team/.mine.tmp"), "somebody else's");

        outcomes(run());

        assertThat(filesUnder(out))
                .containsExactly("team/.mine.tmp", "team/x.csv", "team/x.manifest.json", "team/x.xlsx");
    }

    @Test
    void aStoppedRunBeginsNothing() throws Exception {
        SweepRun run = run();
        run.stop();

        assertThat(outcomes(run)).singleElement().isInstanceOf(FileOutcome.NotStarted.class);
        assertThat(out).doesNotExist();
    }

    @Test
    void aCheckWritesNothing() throws Exception {
        List<FileOutcome> outcomes = new ArrayList<>();

        run().check(outcomes::add, () -> {});

        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        FileOutcome.Good.class,
                        good -> assertThat(good.scenarios()).isEqualTo(6));
        assertThat(out).doesNotExist();
    }

    @Test
    void twoFilesThatClashAreRefusedAndTheThirdIsDelivered() throws Exception {
        Files.writeString(in.resolve("team/x.csv"), "model,hardware\nllama-3.1-8b,h100-sxm\n");
        Files.writeString(in.resolve("y.csv"), "model,hardware\nllama-3.1-8b,h100-sxm\n");

        List<FileOutcome> outcomes = outcomes(run());

        assertThat(outcomes)
                .extracting(outcome -> outcome.getClass().getSimpleName())
                .containsExactly("Refused", "Refused", "Delivered");
        assertThat(filesUnder(out)).containsExactly("y.csv", "y.manifest.json", "y.xlsx");
    }
}
