package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.job.RunProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final ProgressMeter meter = new ProgressMeter(0);

    private static RunProgress at(long done) {
        return new RunProgress(done, done, 1_000_000, true);
    }

    @Test
    void theBarHasShareRateAndTimeLeft() {
        meter.look(at(250_000), 5 * SECOND); // 50,000 a second; 750,000 take 15 s

        assertThat(meter.bar(at(250_000), 1, 0))
                .isEqualTo("[#####...............] 25 %, 250,000 scenarios, 50,000/s, 15 s left");
    }

    @Test
    void theRateIsThatOfTheLastTenSeconds() {
        meter.look(at(400_000), 10 * SECOND);
        meter.look(at(450_000), 20 * SECOND);
        meter.look(at(460_000), 22 * SECOND); // since second 10: 60,000 in 12 s

        assertThat(meter.bar(at(460_000), 1, 0)).contains(", 5,000/s, 108 s left");
    }

    @Test
    void twoOutputsAreTwiceTheWayAndTheSameScenarios() {
        RunProgress workbookDone = new RunProgress(100, 100, 200, true);
        meter.look(workbookDone, SECOND);

        assertThat(meter.bar(workbookDone, 1, 0))
                .isEqualTo("[##########..........] 50 %, 100 scenarios, 100/s, 1 s left");
    }

    @Test
    void whileFilesAreToBeReadNobodyKnowsTheEnd() {
        RunProgress reading = new RunProgress(30, 30, 60, false);
        meter.look(reading, SECOND);

        assertThat(meter.bar(reading, 3, 1)).isEqualTo("30 scenarios, 30/s, 1 of 3 files");
        assertThat(meter.line(reading, 60 * SECOND)).isEmpty();
    }

    @Test
    void whenTheLastRowIsWrittenTheFileIsStillToBePutTogether() {
        meter.look(at(1_000_000), 4 * SECOND);

        assertThat(meter.bar(at(1_000_000), 1, 0)).endsWith("] 100 %, 1,000,000 scenarios, 250,000/s, finishing");
    }

    @Test
    void whereNobodyWatchesEachFurtherTenthOfARunThatLastsIsALine() {
        assertThat(line(150_000, 9)).isEmpty();
        assertThat(line(199_999, 11)).startsWith("10 %, 199,999 scenarios");
        assertThat(line(199_999, 12)).isEmpty();
        assertThat(line(410_000, 13)).startsWith("40 %, 410,000 scenarios");
        assertThat(line(1_000_000, 14)).isEmpty();
    }

    private String line(long done, long second) {
        meter.look(at(done), second * SECOND);
        return meter.line(at(done), second * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"0.2,1 s", "59.1,60 s", "119,119 s", "119.5,2 min", "7080,118 min", "7200,2 h 0 min", "9000,2 h 30 min"
    })
    void timesAreAsLongAsTheyNeedToBe(double seconds, String text) {
        assertThat(ProgressMeter.duration(seconds)).isEqualTo(text);
    }
}
