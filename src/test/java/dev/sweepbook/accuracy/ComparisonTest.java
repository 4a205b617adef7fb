package dev.sweepbook.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.load.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    Path folder;

    private Comparison compare(String... lines) {
        return Comparison.of(
                Rows.of(folder, List.of(lines)),
                Objects.requireNonNull(Calibrations.shipped().get("default")));
    }

    /** An 8B model in 2 bytes is 16 GB; at 3.35 TB/s a step takes at least 4.5 ms. */
    @Test
    void aStepFasterThanTheMemoryIsImpossible() {
        Comparison comparison = compare(
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,1 ms",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms");
        assertThat(comparison.predictions()).hasSize(1);
        assertThat(comparison.leftOut()).hasSize(1);
        assertThat(comparison.leftOut().get(0).toString())
                .matches(".*rows.csv:2: impossible: tpot_s 0\\.001000 s is 35\\d % faster than the 0\\.0045\\d\\d s the"
                        + " datasheet allows at best");
    }

    @Test
    void aRateAboveTheBoundIsImpossibleToo() {
        assertThat(compare("llama-3.1-8b,h100-sxm,vllm,1,1,0,256,output_tokens_per_s,1000")
                        .predictions())
                .isEmpty();
    }

    @Test
    void aLittleAboveTheBoundIsRoundingInTheSource() {
        CalibrationValues bound = Objects.requireNonNull(Calibrations.values().get("ideal"));
        List<Measurement> rows = Rows.of(folder, List.of("llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms"));
        assertThat(Comparison.Possible.of(Rows.measuredBy(bound, rows, 1 / 1.049))
                        .rows())
                .hasSize(1);
        assertThat(Comparison.Possible.of(Rows.measuredBy(bound, rows, 1 / 1.051))
                        .rows())
                .isEmpty();
    }

    @Test
    void groupsKeepTheOrderOfTheirSpans() {
        Map<String, ErrorFigures> groups = Grouping.BATCH.figures(compare(
                        "llama-3.1-8b,h100-sxm,vllm,1,128,1024,256,tpot_s,90 ms",
                        "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms",
                        "llama-3.1-8b,h100-sxm,vllm,1,64,1024,256,tpot_s,20 ms",
                        "llama-3.1-8b,h100-sxm,vllm,1,8,1024,256,tpot_s,9 ms")
                .predictions());
        assertThat(groups.keySet()).containsExactly("up to 1", "2 to 8", "9 to 64", "above 64");
    }
}
