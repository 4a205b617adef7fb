package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Row;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Two models on one device at three batches: scenarios 1 to 3 are of the first. */
class WhoseTest {
    private static String whose(Predicate<Row> those) {
        Whose whose = new Whose();
        SampleSweeps.eachRow(
                SampleSweeps.file(
                        "w",
                        List.of(SampleSweeps.model52b(), SampleSweeps.gopher()),
                        GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 2L, 4L))),
                row -> whose.accept(row, those.test(row)));
        return whose.text();
    }

    @Test
    void wholeModelsAndDevicesAreNamedOthersCounted() {
        assertThat(whose(row -> row.number() <= 3)).isEqualTo("all of anthropic-52b");
        assertThat(whose(row -> true)).isEqualTo("all of a100-40gb-sxm");
        assertThat(whose(row -> row.number() % 2 == 1)).isEqualTo("3 of 6 of a100-40gb-sxm");
    }
}
