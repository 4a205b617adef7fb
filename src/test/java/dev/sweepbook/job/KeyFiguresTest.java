package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.job.ledger.KeyFigure;
import dev.sweepbook.job.ledger.Measure;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of 10^9 parameters without a cache to speak of on a device of 1 TB/s and 100 TFLOPS, by kipply-2022: 2·10^9 B
 * of weights take 2 ms a step however many sequences there are, so that the batch decides the throughput.
 */
final class KeyFiguresTest {
    private static final String HEAD = """
            models: [{id: m, hidden_size: 64, num_hidden_layers: 1, num_attention_heads: 1, vocab_size: 64, parameters: 1e9}]
            hardware:
              - {id: d, name: D, peak_flops: {bf16: 100 TFLOPS}, memory: 10 GB, memory_bandwidth: 1 TB/s, \
            link_bandwidth: 100 GB/s}
            """;

    @TempDir
    Path folder;

    private List<KeyFigure> figures(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), text);
        SweepFile sweep = Objects.requireNonNull(new ScenarioFiles(Catalog.shipped(), List.of(), 1000)
                .read(folder, file)
                .sweep());
        KeyFigures figures = new KeyFigures();
        new RowCursor(sweep).forEach(figures::accept);
        return figures.figures();
    }

    private static KeyFigure figure(List<KeyFigure> figures, String sweep, Measure measure) {
        return figures.stream()
                .filter(figure -> figure.sweep().equals(sweep) && figure.measure() == measure)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theBestOfEachSweepIsKept() throws IOException {
        List<KeyFigure> figures = figures(HEAD + """
                fixed: {formulas: kipply-2022, prompt_tokens: 1, output_tokens: 1}
                sweeps:
                  - {name: one, sweep: {batch_size: [1]}}
                  - {name: many, sweep: {batch_size: [8, 2, 4]}}
                """);

        assertThat(figure(figures, "one", Measure.DECODE_STEP).value()).isEqualTo(2e-3);
        assertThat(figure(figures, "many", Measure.DECODE_STEP).value()).isEqualTo(2e-3);
        assertThat(figure(figures, "one", Measure.DECODE_STEP).formulas()).isEqualTo("kipply-2022");
        assertThat(figures.stream().map(KeyFigure::sweep).distinct()).containsExactly("one", "many");
        double one = figure(figures, "one", Measure.THROUGHPUT).value();
        double many = figure(figures, "many", Measure.THROUGHPUT).value();
        assertThat(many).isGreaterThan(one);
    }

    @Test
    void whatDoesNotFitOrHasNoPriceIsLeftOut() throws IOException {
        List<KeyFigure> figures =
                figures(HEAD.replace("memory: 10 GB", "memory: 1 GB") + "fixed: {formulas: kipply-2022}\n");

        assertThat(figures).isEmpty(); // 2 GB of weights
        assertThat(figures(HEAD + "fixed: {formulas: kipply-2022}\n"))
                .noneMatch(figure -> figure.measure() == Measure.COST);
    }

    @Test
    void eachFormulaSetHasItsOwn() throws IOException {
        assertThat(figures(HEAD + "sweep: {formulas: [seed-2020, kipply-2022]}\n"))
                .extracting(KeyFigure::formulas)
                .contains("seed-2020", "kipply-2022");
    }
}
