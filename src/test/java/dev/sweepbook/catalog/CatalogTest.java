package dev.sweepbook.catalog;

import static dev.sweepbook.scenario.AcceleratorField.LINK_BANDWIDTH;
import static dev.sweepbook.scenario.AcceleratorField.MEMORY;
import static dev.sweepbook.scenario.AcceleratorField.MEMORY_BANDWIDTH;
import static dev.sweepbook.scenario.AcceleratorField.PEAK_BF16;
import static dev.sweepbook.scenario.AcceleratorField.PEAK_FP16;
import static dev.sweepbook.scenario.AcceleratorField.PEAK_FP32;
import static dev.sweepbook.scenario.AcceleratorField.PEAK_FP4;
import static dev.sweepbook.scenario.AcceleratorField.PEAK_FP8;
import static dev.sweepbook.scenario.AcceleratorField.PEAK_INT8;
import static dev.sweepbook.scenario.AcceleratorField.POWER;
import static dev.sweepbook.scenario.AcceleratorField.PRICE_PER_HOUR;
import static dev.sweepbook.scenario.AcceleratorField.REPORTED_MEMORY;
import static dev.sweepbook.scenario.AcceleratorField.SCALE_OUT_BANDWIDTH;
import static dev.sweepbook.scenario.AcceleratorField.SCALE_UP_DEVICES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ModelArchitecture;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
    private static final Catalog CATALOG = Catalog.shipped();

    static List<String> modelIds() {
        return CATALOG.modelIds();
    }

    static List<String> hardwareIds() {
        return CATALOG.hardwareIds();
    }

    @Test
    void everyModelAndDeviceOfTheSourcesShips() {
        assertThat(CATALOG.modelIds())
                .hasSize(137)
                .doesNotHaveDuplicates()
                .startsWith("gpt2")
                .endsWith("tinyllama-1.1b");
        assertThat(CATALOG.hardwareIds())
                .hasSize(47)
                .doesNotHaveDuplicates()
                .startsWith("v100-sxm-32gb")
                .endsWith("cerebras-wse3");
    }

    @ParameterizedTest
    @MethodSource("modelIds")
    void everyShippedModelIsReadAndSaysWhereItComesFrom(String id) {
        ModelFields fields = CATALOG.model(id).orElseThrow();
        ModelArchitecture model = made(fields);
        assertThat(model.id()).isEqualTo(id);
        assertThat(model.provenance().origin()).isEqualTo("shipped catalogue");
        assertThat(model.provenance().evidence()).isNotBlank();
        assertThat(model.structure()).isInstanceOf(Decoder.class);
        assertThat(CATALOG.modelEntry(id).orElseThrow().family()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("hardwareIds")
    void everyShippedDeviceHasMemoryBandwidthAndAPeak(String id) {
        Accelerator device = CATALOG.hardware(id).orElseThrow();
        assertThat(device.get(MEMORY)).isPositive();
        assertThat(device.get(MEMORY_BANDWIDTH)).isPositive();
        assertThat(device.has(SCALE_UP_DEVICES)).isTrue();
        assertThat(Stream.of(PEAK_FP32, PEAK_FP16, PEAK_BF16, PEAK_FP8, PEAK_INT8, PEAK_FP4)
                        .anyMatch(device::has))
                .isTrue();
        assertThat(device.provenance().source()).isNotBlank();
        assertThat(device.provenance().evidence()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("hardwareIds")
    void everyShippedPriceSaysThatItIsAPlaceholder(String id) {
        HardwareEntry entry = CATALOG.hardwareEntry(id).orElseThrow();
        if (entry.device().has(PRICE_PER_HOUR)) {
            assertThat(entry.priceNote()).isNotBlank();
            assertThat(entry.device().provenance().note()).endsWith("the price is a placeholder: " + entry.priceNote());
        }
    }

    @Test
    void aDeviceIsInBaseUnitsWithDensePeaksAndItsLinkInOneDirection() {
        Accelerator h100 = CATALOG.hardware("h100-sxm").orElseThrow();
        assertThat(h100.name()).isEqualTo("H100 SXM5 80GB");
        assertThat(h100.get(PEAK_BF16)).isEqualTo(989.4e12);
        assertThat(h100.get(PEAK_FP8)).isEqualTo(1_978.9e12);
        assertThat(h100.get(MEMORY)).isEqualTo(80e9);
        assertThat(h100.get(REPORTED_MEMORY)).isEqualTo(80.0 * (1 << 30));
        assertThat(h100.get(MEMORY_BANDWIDTH)).isEqualTo(3_350e9);
        assertThat(h100.get(LINK_BANDWIDTH)).isEqualTo(450e9);
        assertThat(h100.get(SCALE_UP_DEVICES)).isEqualTo(8);
        assertThat(h100.get(SCALE_OUT_BANDWIDTH)).isEqualTo(50e9);
        assertThat(h100.get(POWER)).isEqualTo(700);
        assertThat(h100.get(PRICE_PER_HOUR)).isEqualTo(12.29);
    }

    @Test
    void theSourcesDeviceHasItsFourFigures() {
        Accelerator a100 = CATALOG.hardware("a100-sxm-40gb").orElseThrow();
        assertThat(a100.get(PEAK_FP16)).isEqualTo(312e12);
        assertThat(a100.get(MEMORY_BANDWIDTH)).isEqualTo(1_555e9);
        assertThat(a100.get(MEMORY)).isEqualTo(40e9);
        assertThat(a100.get(LINK_BANDWIDTH)).isEqualTo(300e9);
    }

    @Test
    void whatTheDatasheetDoesNotSayIsUnknown() {
        Accelerator t4 = CATALOG.hardware("t4").orElseThrow();
        assertThat(t4.has(PEAK_BF16)).isFalse();
        assertThat(t4.get(PEAK_FP8)).isNaN();
        assertThat(t4.has(AcceleratorField.LINK_LATENCY)).isFalse();
    }

    @Test
    void aDeviceHasItsKindOfMemory() {
        assertThat(CATALOG.hardware("h100-sxm").orElseThrow().memoryType()).isEqualTo("HBM3");
        assertThat(MemoryClass.of(CATALOG.hardware("h100-sxm").orElseThrow())).isEqualTo(MemoryClass.HBM);
        assertThat(MemoryClass.of(CATALOG.hardware("rtx-4090").orElseThrow())).isEqualTo(MemoryClass.GDDR);
        assertThat(MemoryClass.of(CATALOG.hardware("m2-ultra").orElseThrow())).isEqualTo(MemoryClass.UNIFIED);
    }

    @Test
    void aModelKeepsTheTrapItTeaches() {
        assertThat(CATALOG.model("gemma-7b").orElseThrow().provenance().note())
                .isEqualTo("16 heads x 256 = 4096 != d 3072");
    }

    @Test
    void aPublishedCountSaysWhatItCounts() {
        ModelEntry.Published published =
                CATALOG.modelEntry("gpt-j-6b").orElseThrow().published();
        assertThat(published)
                .isEqualTo(new ModelEntry.Published(6_053_381_344L, "plus_extra", 2_498_560L, "HF model card"));
    }

    @Test
    void anUnknownIdIsNothing() {
        assertThat(CATALOG.model("gpt-9")).isEmpty();
        assertThat(CATALOG.hardware("h900")).isEmpty();
    }

    @Test
    void aModelThatPublishesNoHeadsHasNone() {
        ModelArchitecture model = made(CATALOG.model("anthropic-52b").orElseThrow());
        assertThat(model.queryHeads()).isZero();
        assertThat(model.layers()).isEqualTo(64);
        assertThat(model.hiddenSize()).isEqualTo(8_192);
        assertThat(model.vocabularySize()).isEqualTo(65_536);
    }

    @Test
    void theEditionIsTheDigestOfTheDataFiles() throws IOException, NoSuchAlgorithmException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(Catalog.class.getResource("models.csv"))
                        .toURI())
                .getParent();
        TreeMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file ->
                            file.toString().endsWith(".csv") || file.toString().endsWith(".json"))
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (var file : files.entrySet()) {
            digest.update((file.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file.getValue()));
        }
        assertThat(CATALOG.version())
                .as("edition.sha256 in src/main/resources must follow the data files beside it")
                .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    private static ModelArchitecture made(ModelFields fields) {
        ArchitectureReader.Result result = ArchitectureReader.read(fields);
        assertThat(result).isInstanceOf(ArchitectureReader.Made.class);
        return ((ArchitectureReader.Made) result).model();
    }
}
