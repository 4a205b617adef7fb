package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GaugeTest {
    private final Gauge first = new Gauge();
    private final Gauge second = new Gauge();

    private RunProgress both() {
        return RunProgress.of(7, List.of(first, second));
    }

    @Test
    void aRunIsTheSumOfItsFiles() {
        first.begin(10);
        first.add(4);

        assertThat(both()).isEqualTo(new RunProgress(7, 4, 10, false));

        second.begin(30);
        second.add(8);

        assertThat(both()).isEqualTo(new RunProgress(7, 12, 40, true));
    }

    @Test
    void aFileThatFailedHalfWayIsFinishedWith() {
        first.begin(10);
        first.add(4);
        first.end();
        second.end();

        assertThat(both()).isEqualTo(new RunProgress(7, 10, 10, true));
    }

    @Test
    void aFileThatIsDoneAgainBeginsAnew() {
        first.begin(10);
        first.add(10);
        first.begin(20);
        second.end();

        assertThat(both()).isEqualTo(new RunProgress(7, 0, 20, true));
    }
}
