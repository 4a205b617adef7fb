package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.SweepFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceLinesTest {
    private static final List<Formulas> BOTH = List.of(Formulas.SEED_2020, Formulas.KIPPLY_2022);

    @Test
    void everyResultColumnHasAnEquationOrARule() {
        List<Column> columns = Columns.of(SampleSweeps.workedCases());
        List<EquationLine> lines = EquationLine.of(columns, BOTH);
        List<String> explained = EquationLine.of(columns, List.of(Formulas.values())).stream()
                .map(line -> line.column().id())
                .toList();
        for (Column column : columns.subList(columns.indexOf(column(columns, "parameters")), columns.size())) {
            assertThat(explained).contains(column.id());
        }
        assertThat(lines)
                .allMatch(line -> !line.says().isBlank() && line.source().startsWith("FORMULAS.md"));
    }

    @Test
    void formulaSetsThatAgreeShareALineAndOthersDoNot() {
        List<Column> columns = Columns.of(SampleSweeps.workedCases());
        List<EquationLine> lines = EquationLine.of(columns, BOTH);
        assertThat(lines.stream().filter(line -> line.column().id().equals("weight_bytes")))
                .singleElement()
                .satisfies(line -> assertThat(line.formulas()).isEqualTo(BOTH))
                .satisfies(line -> assertThat(line.says()).isEqualTo("2·P"));
        assertThat(lines.stream().filter(line -> line.column().id().equals("decode_step_seconds")))
                .extracting(EquationLine::says)
                .containsExactly("max(memory, compute) + comms", "max(memory, compute, comms)");
        assertThat(lines.stream().filter(line -> line.column().id().equals("prefill_seconds")))
                .singleElement()
                .satisfies(line -> assertThat(line.formulas()).containsExactly(Formulas.KIPPLY_2022));
    }

    private static Column column(List<Column> columns, String id) {
        return columns.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void theErrataNameTheScenariosThatShowThem() {
        Errata errata = new Errata();
        SampleSweeps.eachRow(SampleSweeps.workedCases(), errata::accept);
        List<Errata.Line> lines = errata.lines();
        assertThat(lines)
                .extracting(Errata.Line::number)
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "R1", "R2", "R3", "R4", "R5", "R6");
        // seed rows 1–6 are the 52B model on 3, 3, 4, 4, 16, 16 devices; 13–18 Gopher; kipply 7–12 and 19–24
        assertThat(lines.get(1).scenarios()).isEqualTo("1; 2; 3; 4");
        assertThat(lines.get(2).scenarios()).isEqualTo("17");
        assertThat(lines.get(0).scenarios()).isEmpty();
        assertThat(lines.get(10).scenarios()).isEqualTo("24");
    }

    @Test
    void aFileAboutOtherModelsHasNoErrata() {
        Errata errata = new Errata();
        SampleSweeps.eachRow(
                SampleSweeps.file("other", List.of(SampleSweeps.model("gpt-x", 32, 4096, 50_000, 7e9))),
                errata::accept);
        assertThat(errata.lines()).isEmpty();
    }

    @Test
    void problemsAreCountedByReasonWithTheFirstScenarios() {
        SweepFile file = SampleSweeps.file(
                "problems",
                List.of(SampleSweeps.gopher()),
                Map.of(Axis.TENSOR_PARALLEL, 4L),
                GridAxis.of(Axis.WEIGHT_DTYPE, List.of(DataType.BF16, DataType.FP8)),
                GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 2L)));
        ProblemCounts counts = new ProblemCounts();
        SampleSweeps.eachRow(file, counts::accept);
        List<ProblemLine> lines = counts.lines(SampleSweeps.withRemark(file, "separator ; found"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).kind()).isEqualTo("not supported");
        assertThat(lines.get(0).what()).startsWith("weight_dtype");
        assertThat(lines.get(0).scenarios()).isEqualTo(2);
        assertThat(lines.get(0).first()).isEqualTo("3; 4");
        // (520e9 + 1280·5,242,880 B)/40e9 = 13.17, with two sequences 13.34
        assertThat(lines.get(1))
                .isEqualTo(new ProblemLine(
                        "does not fit", "gopher-280b on a100-40gb-sxm", 2, "1; 2", "fewest devices that would do: 14"));
        assertThat(lines.get(2)).isEqualTo(new ProblemLine("remark", "separator ; found", 0, "", ""));
    }

    @Test
    void allIsWellSaysNothing() {
        SweepFile file = SampleSweeps.file("well", List.of(SampleSweeps.gopher()), Map.of(Axis.TENSOR_PARALLEL, 16L));
        ProblemCounts counts = new ProblemCounts();
        SampleSweeps.eachRow(file, counts::accept);
        assertThat(counts.lines(file)).isEmpty();
    }

    @Test
    void sourcesShowTheValuesAndMarkThePriceAPlaceholder() {
        List<SourceLine> lines = SourceLine.of(SampleSweeps.workedCases());
        assertThat(lines)
                .extracting(SourceLine::id)
                .containsExactly("anthropic-52b", "gopher-280b", "a100-40gb-sxm", "FORMULAS.md");
        assertThat(lines.get(0).values())
                .containsExactly(
                        "Layers: 64",
                        "Hidden size: 8,192",
                        "Query heads: 64",
                        "Vocabulary: 65,536",
                        "Parameters, given: 52,000,000,000");
        assertThat(lines.get(2).values())
                .containsExactly(
                        "NVIDIA A100 40GB SXM",
                        "Peak bf16: 312 TFLOP/s",
                        "Memory: 40 GB",
                        "Memory bandwidth: 1,555 GB/s",
                        "Link bandwidth, one direction: 300 GB/s",
                        "Price: 1.5 USD/h (placeholder, not a quote)");
    }

    @Test
    void figuresInSentencesKeepThreeDigits() {
        assertThat(Words.number(0.012345)).isEqualTo("0.0123");
        assertThat(Words.number(26_629)).isEqualTo("26,629");
        assertThat(Words.number(12.108)).isEqualTo("12.1");
        assertThat(Words.number(1234.4)).isEqualTo("1,234");
        assertThat(Words.duration(0.02167)).isEqualTo("21.7 ms");
        assertThat(Words.duration(55.06368e-6)).isEqualTo("55.1 µs");
        assertThat(Words.exact(85.5)).isEqualTo("85.5");
        assertThat(Words.exact(1307.4)).isEqualTo("1,307.4");
        assertThat(Words.exact(5e-6 / 1e-6)).isEqualTo("5");
        assertThat(Words.share(1, 1000)).isEqualTo("under 1 %");
    }
}
