package dev.sweepbook.job.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Berlin's clock went from 02:00 to 03:00 on 29 March 2026 and goes from 03:00 back to 02:00 on 25 October. */
final class CronTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> next(String cron, ZoneId zone, String after, int count) {
        CronTimes times = CronTimes.of(cron, zone);
        List<String> found = new ArrayList<>();
        Instant at = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            at = times.next(at).orElseThrow();
            found.add(at.toString());
        }
        return found;
    }

    @Test
    void everyNightAtTwoInUtc() {
        assertThat(next("0 2 * * *", ZoneId.of("UTC"), "2026-03-28T02:00:00Z", 2))
                .containsExactly("2026-03-29T02:00:00Z", "2026-03-30T02:00:00Z");
    }

    @Test
    void aTimeTheChangedClockLeavesOutRunsAtTheChange() {
        assertThat(next("30 2 * * *", BERLIN, "2026-03-27T12:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void startedAfterTheChangeTheNextIsTomorrow() {
        assertThat(next("30 2 * * *", BERLIN, "2026-03-29T01:10:00Z", 1)).containsExactly("2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatComesTwiceRunsTheFirstTime() {
        assertThat(next("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void betweenTheTwoItDoesNotComeAgain() {
        assertThat(next("30 2 * * *", BERLIN, "2026-10-25T01:10:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
    }

    @Test
    void everyHourIsEveryHourWhateverTheClockDoes() {
        assertThat(next("0 * * * *", BERLIN, "2026-03-29T00:00:00Z", 3))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z", "2026-03-29T03:00:00Z");
        assertThat(next("0 * * * *", BERLIN, "2026-10-24T23:30:00Z", 3))
                .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    }

    @Test
    void onWorkingDays() {
        // 6 March 2026 is a Friday.
        assertThat(next("0 6 * * 1-5", ZoneId.of("UTC"), "2026-03-06T07:00:00Z", 1))
                .containsExactly("2026-03-09T06:00:00Z");
    }

    @Test
    void aDayThatNeverComesHasNoTime() {
        assertThat(CronTimes.of("0 2 30 2 *", BERLIN).next(Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatIsNoExpressionIsRefused() {
        assertThatThrownBy(() -> CronTimes.of("61 2 * * *", BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("61");
    }
}
