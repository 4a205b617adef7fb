package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is gathered of parts and added comes to what one walk comes to, wherever the file is cut. */
class OverviewTest {
    /**
     * Two sweeps: 2 × 2 × 3 × 8 × 7 × 11 points, of which some do not fit, some are not supported, some are excluded and
     * most miss the SLO, with seven rates of requests; then a short one and an include.
     */
    private static final String SMALL = """
            sweeps:
              - name: wide
                models: [llama-3.1-8b, mixtral-8x7b]
                hardware: [a100-sxm-80gb, l40s]
                slo: {tpot: 40 ms}
                sweep:
                  tensor_parallel: [1, 2, 3]
                  batch_size: [1, 2, 8, 32, 64, 256, 1000, 4000]
                  request_rate: [1, 2, 3, 4, 5, 6, 7]
                  prompt_tokens: {from: 100, to: 8100, step: 800}
                exclude: ["batch_size == 8", "tensor_parallel == 2 and prompt_tokens > 4000"]
                include: [{model: llama-3.1-8b, hardware: l40s, batch_size: 3}]
              - name: source
                models: [anthropic-52b]
                hardware: [a100-sxm-40gb]
                fixed: {replicas: 2}
                sweep: {tensor_parallel: [4, 8], batch_size: [1, 512]}
            """;

    /** 4 × 10 × 3,000 = 120,000 points: of the axes of 4 and 10 a sample is kept. */
    private static final String LONG = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            sweep:
              tensor_parallel: [1, 2, 4, 8]
              batch_size: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
              prompt_tokens: {from: 1, to: 3000, step: 1}
            """;

    @TempDir
    Path folder;

    private SweepFile read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), text);
        var loaded = new ScenarioFiles(Catalog.shipped(), List.of(), 1_000_000).read(folder, file);
        assertThat(loaded.problems().first()).isEmpty();
        return Objects.requireNonNull(loaded.sweep());
    }

    private static Overview gathered(SweepFile file, IndexRange range) {
        Overview overview = new Overview(file, Columns.of(file));
        overview.startAt(new RowCursor(file), range);
        new RowCursor(file).forEach(range, overview::accept);
        return overview;
    }

    @SuppressWarnings("BanSerializableRead")
    private static Overview sent(Overview overview) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(overview)))) {
            return (Overview) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(Overview overview) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(overview);
        }
        return bytes.toByteArray();
    }

    /** All that a workbook says of it. */
    private static List<String> said(SweepFile file, Overview overview) {
        List<String> said = new ArrayList<>();
        SummaryBuilder builder = new SummaryBuilder(file, SampleSweeps.FACTS, BookKind.LIVING, overview);
        Summary summary = builder.build();
        summary.blocks().forEach(block -> said.add(block.toString()));
        summary.graphs().forEach(graph -> said.add(graph.toString()));
        builder.forEachBest(row -> said.add("best " + row.number()));
        overview.problems().lines(file).forEach(line -> said.add(line.toString()));
        overview.errata().lines().forEach(line -> said.add(line.toString()));
        builder.leading().ifPresent(row -> said.add("leading " + row.number()));
        return said;
    }

    /** Cut at so many places, and added two by two wherever chance says, each sent to another process before. */
    private static Overview joined(SweepFile file, int cuts, Random random) {
        List<Long> bounds = new ArrayList<>(List.of(0L, file.indexes()));
        random.longs(cuts, 0, file.indexes()).forEach(bounds::add);
        bounds.sort(null);
        List<Overview> parts = new ArrayList<>();
        for (int i = 1; i < bounds.size(); i++) {
            parts.add(sent(gathered(file, new IndexRange(bounds.get(i - 1), bounds.get(i)))));
        }
        while (parts.size() > 1) {
            int at = random.nextInt(parts.size() - 1);
            Overview both = new Overview(file, Columns.of(file));
            both.add(parts.get(at));
            both.add(parts.remove(at + 1));
            parts.set(at, sent(both));
        }
        Overview all = new Overview(file, Columns.of(file));
        all.add(parts.get(0));
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 40})
    void partsComeToWhatOneWalkComesTo(int cuts) throws IOException {
        SweepFile file = read(SMALL);
        Overview whole = gathered(file, IndexRange.of(file));
        assertThat(whole.rows()).isEqualTo(2 * 2 * 7 * 7 * (11 * 3 - 6) + 1 + 4); // 4100 to 8100 are six prompts
        List<String> expected = said(file, whole);
        assertThat(expected)
                .anyMatch(line -> line.contains("not supported"))
                .anyMatch(line -> line.contains("Frontier"));
        Random random = new Random(cuts);
        for (int round = 0; round < 4; round++) {
            Overview all = joined(file, cuts, random);
            assertThat(all.isExact()).isTrue();
            assertThat(all.rows()).isEqualTo(whole.rows());
            assertThat(said(file, all)).isEqualTo(expected);
        }
    }

    @Test
    void theSlipsOfTheSourceAreFoundInParts() throws IOException {
        SweepFile file = read("""
                models: [anthropic-52b, gopher-280b]
                hardware: [a100-sxm-40gb]
                fixed: {formulas: kipply-2022}
                sweep: {tensor_parallel: [4, 16], batch_size: [1, 512]}
                """);
        List<String> expected = said(file, gathered(file, IndexRange.of(file)));
        assertThat(expected).anyMatch(line -> line.startsWith("Line[number=R4,") && line.endsWith("scenarios=2; 4]"));

        assertThat(said(file, joined(file, 3, new Random(1)))).isEqualTo(expected);
    }

    @Test
    void neighboursInOtherPartsAreFoundWhereOnlyASampleIsKept() throws IOException {
        SweepFile file = read(LONG);
        List<String> expected = said(file, gathered(file, IndexRange.of(file)));
        // 30,000 points along tensor_parallel, every fourth of them: 7,500 pairs a step
        assertThat(expected).anyMatch(line -> line.contains("Tensor parallel, 1 → 2") && line.contains("7500.0"));

        assertThat(said(file, joined(file, 9, new Random(1)))).isEqualTo(expected);
    }

    /** 30 kB of a part of 120,000 rows. */
    @Test
    void whatTravelsIsSmallWhateverTheNumberOfRows() throws IOException {
        SweepFile file = read(LONG);

        assertThat(bytes(gathered(file, IndexRange.of(file)))).hasSizeLessThan(30_000);
        assertThat(bytes(gathered(file, new IndexRange(0, 1000)))).hasSizeLessThan(30_000);
    }

    /** Frontiers of twelve devices are kept. */
    @ParameterizedTest
    @CsvSource({"12,true", "13,false"})
    void whereAPartLeftSomethingOutThatIsSaid(int devices, boolean exact) throws IOException {
        List<String> hardware = new ArrayList<>();
        for (int i = 1; i <= devices; i++) {
            hardware.add("{id: d" + i + ", extends: h100-sxm, memory: " + (80 + i) + " GB}");
        }
        SweepFile file =
                read("models: [llama-3.1-8b, llama-3.2-1b]\nhardware: [" + String.join(", ", hardware) + "]\n");
        Overview all = new Overview(file, Columns.of(file));

        all.add(sent(gathered(file, new IndexRange(0, devices))));
        assertThat(all.isExact()).isTrue(); // nothing was before it
        all.add(sent(gathered(file, new IndexRange(devices, 2L * devices))));

        assertThat(all.isExact()).isEqualTo(exact);
        if (exact) {
            assertThat(said(file, all)).isEqualTo(said(file, gathered(file, IndexRange.of(file))));
        }
    }

    @Test
    void aFileOfSeveralFormulaSetsIsGatheredInOneWalk() throws IOException {
        assertThat(Overview.isDivisible(read(LONG))).isTrue();
        assertThat(Overview.isDivisible(read(LONG + "  formulas: [roofline, kipply-2022]\n")))
                .isFalse();
    }
}
