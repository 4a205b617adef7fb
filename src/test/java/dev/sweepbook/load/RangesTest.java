package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {
    @TempDir
    Path root;

    private List<Object> axis(String key, String range) {
        return new ScenarioFolder(root).axis(key, range);
    }

    @Test
    void timesMultipliesWhileNotAboveTheEnd() {
        assertThat(axis("batch_size", "{from: 1, to: 512, times: 2}"))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L);
        assertThat(axis("batch_size", "{from: 1, to: 511, times: 2}")).hasSize(9);
        assertThat(axis("batch_size", "{from: 4, to: 9, times: 1.5}")).containsExactly(4L, 6L, 9L);
    }

    @Test
    void stepAddsInExactDecimals() {
        assertThat(axis("overlap", "{from: 0, to: 0.3, step: 0.1}")).containsExactly(0.0, 0.1, 0.2, 0.3);
        assertThat(axis("batch_size", "{from: 1, to: 10, step: 4}")).containsExactly(1L, 5L, 9L);
        assertThat(axis("batch_size", "{from: 8, to: 8, step: 1}")).containsExactly(8L);
    }

    @Test
    void countSpreadsBothEndsIncluded() {
        assertThat(axis("overlap", "{from: 0, to: 1, count: 5}")).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
        assertThat(axis("prompt_tokens", "{from: 1, to: 4, count: 3}")).containsExactly(1L, 3L, 4L); // 2.5 up
        assertThat(axis("prompt_tokens", "{from: 1, to: 2, count: 5}")).containsExactly(1L, 2L); // 1.25 1.5 1.75
        assertThat(axis("batch_size", "{from: 1, to: 1000, count: 4, scale: log}"))
                .containsExactly(1L, 10L, 100L, 1000L);
        assertThat(axis("hardware.memory_bandwidth", "{from: 1 GB/s, to: 100 GB/s, count: 3, scale: log}"))
                .containsExactly(1e9, 1e10, 1e11);
    }

    @Test
    void boundsAndStepCarryUnits() {
        assertThat(axis("hardware.memory", "{from: 80 GB, to: 0.1 TB, step: 10 GB}"))
                .containsExactly(80e9, 90e9, 100e9);
        assertThat(axis("hardware.memory_bandwidth", "{from: 1 TB/s, to: 1.21 TB/s, times: 1.1}"))
                .containsExactly(1e12, 1.1e12, 1.21e12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: 1, to: 10, step: 0}|batch_size: step: must be above 0, was 0",
                "{from: 1, to: 10, step: -1}|batch_size: step: must be above 0, was -1",
                "{from: 1, to: 10, times: 1}|batch_size: times: must be above 1, was 1",
                "{from: 1, to: 10, count: 1}|batch_size: count: must be at least 2, was 1",
                "{from: 1, to: 10, count: 2.5}|batch_size: count: must be a whole number, was 2.5",
                "{from: 10, to: 1, step: 1}|batch_size: to: must be at least from, was 1 with from 10",
                "{from: 5, to: 5, count: 3}|batch_size: to: must be above from, was 5 with from 5",
                "{from: 0, to: 5, step: 1}|batch_size: from: must be at least 1, was 0",
                "{from: 1, to: 10}|batch_size: a range has exactly one of times, step and count, has none",
                "{from: 1, to: 9, step: 1, times: 2}|batch_size: a range has exactly one of times, step and count, has step and times",
                "{to: 9, step: 1}|batch_size: from: is missing; a range has from, to and one of times, step, count",
                "{from: 1, to: 9, setp: 1, step: 2}|batch_size: 'setp' is no key of a range; they are from, to, times, step, count, scale; did you mean step?",
                "{from: 1, to: 4, times: 1.5}|batch_size: times: must give whole numbers, gives 1.5 as value 2",
                "{from: 1, to: 4, step: 0.5}|batch_size: step: must give whole numbers, gives 1.5 as value 2",
                "{from: 1, to: 9, step: 1, scale: log}|batch_size: scale: goes with count only, not with step",
                "{from: 1, to: 9, count: 3, scale: cubic}|batch_size: scale: must be linear or log, was 'cubic'",
                "{from: 1, to: 1e9, step: 1}|batch_size: step: would have 1,000,000,000 values, above the limit of 10,000,000; widen the step, or raise --limit",
                "{from: 1, to: [9], step: 1}|batch_size: to: must be one value, was a list"
            })
    void aBadRangeNamesItsFault(String range, String message) {
        assertThat(new ScenarioFolder(root).axisProblems("batch_size", range)).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overlap|{from: 0, to: 1, times: 2}|overlap: from: must be above 0 for times, was 0",
                "overlap|{from: 0, to: 1, count: 3, scale: log}|overlap: from: must be above 0 for scale log, was 0",
                "overlap|{from: 0.1, to: 1, step: 1e-300}|overlap: step: would have 9",
                "overlap|{from: 0.1, to: 1, times: 1.000000000001}|overlap: times: would have about 2,302,5",
                "weight_dtype|{from: 1, to: 2, step: 1}|weight_dtype: takes names, not a range; write a list"
            })
    void theNumberOfValuesIsKnownBeforeAnyIsMade(String key, String range, String message) {
        assertThat(new ScenarioFolder(root).axisProblems(key, range))
                .singleElement()
                .asString()
                .startsWith(message);
    }

    @Test
    void millionsOfValuesAreRead() {
        assertThat(axis("prompt_tokens", "{from: 1, to: 9999999, step: 2}")).hasSize(5_000_000);
    }
}
