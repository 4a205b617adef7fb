package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sheets of models and devices, from shipped definitions. */
class ReferenceTablesTest {
    @TempDir
    Path folder;

    private SweepFile read(String yaml) throws IOException {
        Path scenario = folder.resolve("s.yaml");
        Files.writeString(scenario, yaml);
        Loaded loaded =
                new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT).read(folder, scenario);
        assertThat(loaded.problems().first()).isEmpty();
        return Objects.requireNonNull(loaded.sweep());
    }

    private static Object cell(Table table, String head, int line) {
        for (int i = 0; i < table.heads().size(); i++) {
            if (table.heads().get(i).title().equals(head)) {
                return table.lines().get(line).get(i);
            }
        }
        return "no such column";
    }

    @Test
    void aModelIsCountedByParts() throws IOException {
        Table models = ModelTable.of(read("models: [mixtral-8x7b]\nhardware: [h100-sxm]\n"));
        assertThat(cell(models, "Attention", 0)).isEqualTo("grouped-query, 8 KV heads of 128");
        assertThat(cell(models, "Parameters", 0)).isEqualTo(46_702_792_704.0);
        assertThat(cell(models, "Active parameters", 0)).isEqualTo(12_879_925_248.0);
        // 32 layers · 8 experts · 3 · 4096 · 14336
        assertThat(cell(models, "Routed experts", 0)).isEqualTo(45_097_156_608.0);
        assertThat(cell(models, "MLP", 0)).isEqualTo("no such column");
        // 2 · 32 · 8 · 128 · 2 B
        assertThat(cell(models, "KV cache per token, bf16", 0)).isEqualTo(131.072);
        double parts = 0;
        for (String part : List.of(
                "Embedding and positions", "Head", "Attention parameters", "Routed experts", "Routers", "Norms")) {
            parts += (Double) cell(models, part, 0);
        }
        assertThat(parts).isEqualTo(46_702_792_704.0);
    }

    @Test
    void kindsOfAttentionAreSaidInWords() throws IOException {
        Table models = ModelTable.of(read("models: [deepseek-v3, gemma-3-27b, gpt2]\nhardware: [h100-sxm]\n"));
        assertThat(cell(models, "Attention", 0)).isEqualTo("latent, rank 512 + 64");
        assertThat(cell(models, "Attention", 1))
                .isEqualTo("52 × grouped-query, 16 KV heads of 128, window 1,024;"
                        + " 10 × grouped-query, 16 KV heads of 128");
        assertThat(cell(models, "Attention", 2)).isEqualTo("multi-head, 12 KV heads of 64");
    }

    @Test
    void aDeviceShowsItsNumbersAndWhoseItsPriceIs() throws IOException {
        Table hardware = HardwareTable.of(read("{models: [gpt2], hardware: [h100-sxm,"
                + " {id: mine, extends: h100-sxm, price_per_hour: 2},"
                + " {id: fast, extends: h100-sxm, memory_bandwidth: 3.6 TB/s}]}"));
        assertThat(cell(hardware, "Memory bandwidth", 0)).isEqualTo(3350.0);
        assertThat(cell(hardware, "Memory bandwidth", 2)).isEqualTo(3600.0);
        assertThat(cell(hardware, "Price is", 0)).isEqualTo("placeholder");
        assertThat(cell(hardware, "Price is", 1)).isEqualTo("given");
        assertThat(cell(hardware, "Price is", 2)).isEqualTo("placeholder");
        assertThat(cell(hardware, "Peak fp4", 0)).isEqualTo("no such column");
    }

    @Test
    void theCalibrationsOfTheRooflineAreSources() throws IOException {
        SweepFile file = read(
                "{models: [gpt2], hardware: [h100-sxm], fixed: {formulas: roofline}, sweep: {calibration: [default, ideal]}}");
        assertThat(SourceLine.of(file).stream().filter(line -> line.kind().equals("calibration")))
                .extracting(SourceLine::id)
                .containsExactly("default", "ideal");
        assertThat(SourceLine.of(read("models: [gpt2]\nhardware: [h100-sxm]\nfixed: {formulas: kipply-2022}\n")))
                .extracting(SourceLine::kind)
                .containsExactly("model", "device", "equations");
    }

    @Test
    void theRooflineHasAnEquationForEveryContractColumn() throws IOException {
        SweepFile file = read("models: [gpt2]\nhardware: [h100-sxm]\n");
        List<EquationLine> lines = EquationLine.of(Columns.of(file), List.of(Formulas.ROOFLINE));
        List<String> explained = lines.stream().map(line -> line.column().id()).toList();
        List<String> ids = Columns.of(file).stream().map(Column::id).toList();
        assertThat(explained).containsAll(ids.subList(ids.indexOf("parameters"), ids.indexOf("usd_per_month") + 1));
    }
}
