package dev.sweepbook.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.job.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScheduleLoopTest {
    private final List<String> runs = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final SetClock clock = new SetClock("2026-03-02T20:00:00Z");
    private Duration oversleep = Duration.ZERO;

    private final ScheduleLoop loop = new ScheduleLoop(
            CronTimes.of("0 2 * * *", ZoneOffset.UTC),
            clock,
            time -> {
                assertThat(time).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
                clock.set(clock.instant().plus(time).plus(oversleep));
                oversleep = Duration.ZERO;
            },
            new ScheduleLoop.Task() {
                @Override
                public void run() {
                    runs.add(clock.instant().toString());
                    clock.set(clock.instant().plusSeconds(90));
                }

                @Override
                public void waiting(Instant next) {
                    told.add(next.toString());
                }
            });

    @Test
    void itRunsOnceEachNight() throws InterruptedException {
        assertThat(loop.once()).isTrue();
        assertThat(loop.once()).isTrue();

        assertThat(runs).containsExactly("2026-03-03T02:00:00Z", "2026-03-04T02:00:00Z");
        assertThat(told).isEqualTo(runs);
    }

    @Test
    void nightsAMachineSleptThroughAreMadeUpForOnce() throws InterruptedException {
        oversleep = Duration.ofDays(3).plusHours(13);

        loop.once();
        loop.once();

        assertThat(runs).containsExactly("2026-03-06T09:00:30Z", "2026-03-07T02:00:00Z");
    }

    @Test
    void aClockSetBackDoesNotBringTheSameNightTwice() throws InterruptedException {
        loop.once();
        clock.set(Instant.parse("2026-03-03T01:30:00Z"));
        loop.once();

        assertThat(runs).containsExactly("2026-03-03T02:00:00Z", "2026-03-04T02:00:00Z");
    }

    @Test
    void aClockThatWasYearsAheadDoesNotHoldUpTheNextNight() throws InterruptedException {
        clock.set(Instant.parse("2099-01-01T01:59:00Z"));
        loop.once();
        clock.set(Instant.parse("2026-03-02T20:00:00Z"));
        loop.once();

        assertThat(runs).containsExactly("2099-01-01T02:00:00Z", "2026-03-03T02:00:00Z");
    }

    @Test
    void aClockSetRightWhileWaitingBringsTheNextNightOfTheRightClock() throws InterruptedException {
        clock.set(Instant.parse("2099-01-01T20:00:00Z"));
        oversleep = Duration.between(clock.instant(), Instant.parse("2026-03-02T20:00:00Z"));
        loop.once();

        assertThat(runs).containsExactly("2026-03-03T02:00:00Z");
    }

    @Test
    void aRunMissedBeforeTheStartIsMadeUpForAtOnce() throws InterruptedException {
        loop.catchUp(Optional.of(Instant.parse("2026-02-27T02:00:00Z")));
        loop.once();

        assertThat(runs).containsExactly("2026-03-02T20:00:00Z", "2026-03-03T02:00:00Z");
    }

    @Test
    void withoutAMissedRunNothingIsMadeUpFor() throws InterruptedException {
        loop.catchUp(Optional.of(Instant.parse("2026-03-02T02:00:01Z")));
        loop.catchUp(Optional.empty());

        assertThat(runs).isEmpty();
    }

    @Test
    void withoutANextTimeItEnds() throws InterruptedException {
        ScheduleLoop never = new ScheduleLoop(
                CronTimes.of("0 2 30 2 *", ZoneOffset.UTC), clock, time -> {}, new ScheduleLoop.Task() {
                    @Override
                    public void run() {
                        runs.add("run");
                    }

                    @Override
                    public void waiting(Instant next) {
                        told.add(next.toString());
                    }
                });

        never.forever();

        assertThat(runs).isEmpty();
    }
}
