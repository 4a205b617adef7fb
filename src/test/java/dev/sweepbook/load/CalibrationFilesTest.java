package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Efficiency;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Phase;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationFilesTest {
    private static final String NAMES_IT = ScenarioFolder.HEAD + "fixed: {formulas: roofline, calibration: mine}\n";

    @TempDir
    Path root;

    private ScenarioFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new ScenarioFolder(root);
    }

    private Calibration mine(String text) {
        folder.write("catalog/calibrations/mine.yaml", text);
        SweepFile file = folder.yaml(NAMES_IT);
        return Objects.requireNonNull(file.calibrations().get("mine"));
    }

    private static Efficiency shipped(ServingEngine engine) {
        return Objects.requireNonNull(Calibrations.shipped().get("default")).of(engine, MemoryClass.HBM);
    }

    @Test
    void aCalibrationOfOnesOwnIsFoundBesideTheFile() {
        Calibration mine = mine("edition: \"7\"\nengines: {vllm: {gemm: 0.62, layer_time: 12.5 us}}\n");
        assertThat(mine.version()).isEqualTo("7");
        assertThat(mine.of(ServingEngine.VLLM, MemoryClass.HBM).arithmetic().gemm())
                .isEqualTo(0.62);
        assertThat(mine.of(ServingEngine.VLLM, MemoryClass.HBM).overheads().layerSeconds())
                .isCloseTo(12.5e-6, within(1e-18));
    }

    @Test
    void whatItDoesNotGiveIsTheDefaults() {
        Calibration mine = mine("engines: {vllm: {gemm: 0.62}}\n");
        assertThat(mine.of(ServingEngine.VLLM, MemoryClass.HBM).network())
                .isEqualTo(shipped(ServingEngine.VLLM).network());
        assertThat(mine.of(ServingEngine.LMDEPLOY, MemoryClass.HBM)).isEqualTo(shipped(ServingEngine.LMDEPLOY));
    }

    @Test
    void aNumberOfEveryEngineIsTakenByThoseWithoutTheirOwn() {
        Calibration mine = mine("extends: ideal\nengines: {\"*\": {gemm: 0.5}, vllm: {gemm: 0.6}}\n");
        assertThat(mine.of(ServingEngine.VLLM, MemoryClass.HBM).arithmetic().gemm())
                .isEqualTo(0.6);
        assertThat(mine.of(ServingEngine.GENERIC, MemoryClass.HBM).arithmetic().gemm())
                .isEqualTo(0.5);
        assertThat(mine.of(ServingEngine.GENERIC, MemoryClass.HBM).arithmetic().weightBandwidth())
                .isEqualTo(1);
    }

    @Test
    void theNearestFolderWinsAndTheHiddenOneIsNamed() {
        folder.write("catalog/calibrations/mine.yaml", "engines: {vllm: {gemm: 0.3}}\n");
        folder.write("team/catalog/calibrations/mine.yaml", "engines: {vllm: {gemm: 0.4}}\n");
        Loaded loaded = folder.load(folder.write("team/x.yaml", NAMES_IT));
        SweepFile file = Objects.requireNonNull(loaded.sweep());
        assertThat(Objects.requireNonNull(file.calibrations().get("mine"))
                        .of(ServingEngine.VLLM, MemoryClass.HBM)
                        .arithmetic()
                        .gemm())
                .isEqualTo(0.4);
        assertThat(file.remarks())
                .contains("calibration mine is the one defined in team/catalog/calibrations/mine.yaml, which hides that"
                        + " of catalog/calibrations/mine.yaml");
        assertThat(loaded.inputs())
                .extracting(Loaded.Input::path)
                .contains("team/catalog/calibrations/mine.yaml")
                .doesNotContain("catalog/calibrations/mine.yaml");
    }

    @Test
    void aDefaultOfOnesOwnExtendsTheShippedOne() {
        folder.write("catalog/calibrations/default.yaml", "engines: {vllm: {gemm: 0.3}}\n");
        SweepFile file = folder.yaml(ScenarioFolder.HEAD + "fixed: {formulas: roofline, calibration: default}\n");
        Calibration own = Objects.requireNonNull(file.calibrations().get("default"));
        assertThat(own.of(ServingEngine.VLLM, MemoryClass.HBM).arithmetic().gemm())
                .isEqualTo(0.3);
        assertThat(own.of(ServingEngine.VLLM, MemoryClass.HBM).overheads())
                .isEqualTo(shipped(ServingEngine.VLLM).overheads());
        assertThat(file.remarks())
                .contains(
                        "calibration default is the one defined in catalog/calibrations/default.yaml, which hides that"
                                + " of the shipped catalogue");
    }

    @Test
    void oneCalibrationExtendsAnother() {
        folder.write("catalog/calibrations/base.yaml", "engines: {vllm: {gemm: 0.3, attention: 0.2}}\n");
        Calibration mine = mine("extends: base\nengines: {vllm: {gemm: 0.4}}\n");
        assertThat(mine.of(ServingEngine.VLLM, MemoryClass.HBM).arithmetic().gemm())
                .isEqualTo(0.4);
        assertThat(mine.of(ServingEngine.VLLM, MemoryClass.HBM).arithmetic().attention())
                .isEqualTo(0.2);
    }

    @Test
    void bandsAndRangesOfAnEngineReplaceThoseOfItsBase() {
        Calibration mine = mine("""
                bands:
                  - {engine: vllm, phase: request, evidence: measured here, p10: 0.9, p90: 1.2, rows: 24}
                measured:
                  - {engine: vllm, hardware: h100-sxm, memory: HBM, memory_bandwidth: 3.35e12, peak: 9.894e14, model: llama-3-8b, layers: 32, hidden_size: 4096, weight_bytes: 2, tensor_parallel: 1, pipeline_parallel: 1, batch_size: [1, 64], prompt_tokens: [128, 2048], output_tokens: [128, 128]}
                """);
        ErrorBands bands = mine.bands();
        assertThat(bands.band(ServingEngine.VLLM, Phase.REQUEST, Evidence.MEASURED_HERE)
                        .p90())
                .isEqualTo(1.2);
        assertThat(bands.measured())
                .filteredOn(range -> range.engine() == ServingEngine.VLLM)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "engines: {vllm: {gem: 0.6}}|1:18: gem: is no parameter of a calibration; did you mean gemm?",
                "engines: {vllm: {gemm: 1.2}}|1:24: gemm: must be at most 1, was 1.2; for percent write the fraction 0.012",
                "engines: {vllm: {gemm: 0}}|1:24: gemm: must be above 0, was 0",
                "engines: {vllm: {gemm: 95%}}|1:24: gemm: must be a number, was '95%'; write the fraction 0.95",
                "engines: {vllm: {layer_time: -1 us}}|1:30: layer_time: must be at least 0, was -1 us",
                "engines: {vllm: {layer_time: 5 sec}}|1:30: layer_time: has no unit Sweepbook knows, was '5 sec'; the units are s, ms, us, µs, ns; a bare number is in s",
                "engines: {vlm: {gemm: 0.6}}|1:11: engines: must be one of *, generic, tensorrt-llm, vllm, fastertransformer, lmdeploy, llama.cpp, was 'vlm'; did you mean vllm?",
                "engines: {vllm: 0.6}|1:17: vllm: must be a map, such as {gemm: 0.62}, was '0.6'",
                "engine: {vllm: {gemm: 0.6}}|1:1: engine: is an unknown key; did you mean engines?",
                "extends: defualt|1:10: extends: there is no calibration 'defualt'; did you mean default?",
                "extends: mine|1:10: extends: there is no calibration 'mine'; there are ideal, default, mine",
                "bands: [{engine: vllm, phase: decode, evidence: near, p10: 1, p90: 2, rows: 3}]|1:49: evidence: must be one of measured here, same device, same class, extrapolated, was 'near'",
                "bands: [{engine: vllm, phase: decode, evidence: same class, p10: 2, p90: 1, rows: 3}]|1:9: p90: must be at least p10, was below it",
                "bands: [{engine: vllm, phase: decode, evidence: same class, p10: 1, p90: 2}]|1:9: rows: is missing"
            })
    void aFaultIsToldWithItsPlace(String text, String problem) {
        Path file = folder.write("catalog/calibrations/mine.yaml", text + "\n");
        Loaded loaded = folder.load("x.yaml", NAMES_IT);
        assertThat(loaded.sweep()).isNull();
        assertThat(loaded.problems().first()).extracting(Problem::toString).containsExactly(file + ":" + problem);
    }

    @Test
    void aCircleIsToldOnce() {
        folder.write("catalog/calibrations/mine.yaml", "extends: other\n");
        folder.write("catalog/calibrations/other.yaml", "extends: mine\n");
        assertThat(folder.load("x.yaml", NAMES_IT).problems().first())
                .extracting(Problem::message)
                .containsExactly("extends: 'mine' extends itself in a circle");
    }

    @Test
    void theBoundCannotBeRedefined() {
        Path file = folder.write("catalog/calibrations/ideal.yaml", "engines: {vllm: {gemm: 0.6}}\n");
        String text = ScenarioFolder.HEAD + "fixed: {formulas: roofline, calibration: ideal}\n";
        assertThat(folder.yamlProblems(text))
                .containsExactly("3:42: calibration: 'ideal' is the bound that physics sets; give the calibration in "
                        + file + " another name");
    }

    @Test
    void anUnknownNameOffersThoseOfTheUser() {
        folder.write("catalog/calibrations/our-cluster.yaml", "engines: {vllm: {gemm: 0.6}}\n");
        String text = ScenarioFolder.HEAD + "fixed: {formulas: roofline, calibration: our-cluster2}\n";
        assertThat(folder.yamlProblems(text))
                .containsExactly(
                        "3:42: calibration: there is no calibration 'our-cluster2'; did you mean our-cluster?");
    }

    @Test
    void theExamplesOfTheDocumentAreRead() throws IOException {
        String document = Files.readString(Path.of("src/site/markdown/accuracy.md"));
        Calibration mine = mine(block(document, "```yaml\n"));
        assertThat(mine.of(ServingEngine.VLLM, MemoryClass.HBM).overheads().layerSeconds())
                .isCloseTo(12.5e-6, within(1e-18));
        assertThat(mine.of(ServingEngine.VLLM, MemoryClass.HBM).network().linkShare())
                .isEqualTo(0.8);
        Path rows = folder.write("m.csv", "model," + block(document, "```\nmodel,"));
        assertThat(new MeasuredFiles(List.of()).read(rows).rows()).hasSize(1);
    }

    private static String block(String document, String begin) {
        int from = document.indexOf(begin) + begin.length();
        return document.substring(from, document.indexOf("```", from));
    }

    @Test
    void whatShipsIsKnownWithoutAnyFolder() {
        Map<String, Calibration> known = folder.yaml(ScenarioFolder.HEAD).calibrations();
        assertThat(known.keySet()).containsExactlyInAnyOrderElementsOf(List.of("ideal", "default"));
    }
}
