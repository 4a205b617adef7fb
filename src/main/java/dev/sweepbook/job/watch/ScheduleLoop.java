package dev.sweepbook.job.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs at the times of a schedule. The clock is asked again and again, since machines sleep and clocks are set: what was
 * missed meanwhile runs once, and a clock set back does not bring the same night twice.
 */
public final class ScheduleLoop {
    private static final Duration CHUNK = Duration.ofSeconds(30);
    private static final Duration TRUSTED = Duration.ofDays(1);

    private final CronTimes times;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Task task;
    private @Nullable Instant fired;

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {
        /**
         * Waits.
         *
         * @param time how long
         * @throws InterruptedException where the calling thread is interrupted
         */
        void sleep(Duration time) throws InterruptedException;
    }

    /** What is to be done, and what is told before. */
    public interface Task {
        /**
         * Does it.
         *
         * @throws InterruptedException where the calling thread is interrupted
         */
        void run() throws InterruptedException;

        /**
         * Hears when it is due.
         *
         * @param next the time
         */
        void waiting(Instant next);
    }

    /**
     * A schedule that has not begun.
     *
     * @param times when
     * @param clock tells the time
     * @param sleeper waits
     * @param task what is done
     */
    public ScheduleLoop(CronTimes times, Clock clock, Sleeper sleeper, Task task) {
        this.times = times;
        this.clock = clock;
        this.sleeper = sleeper;
        this.task = task;
    }

    /**
     * Does at once what was due since the last run.
     *
     * @param last when the last run began, or nothing where there was none
     * @throws InterruptedException where the calling thread is interrupted
     */
    public void catchUp(Optional<Instant> last) throws InterruptedException {
        Instant now = clock.instant();
        boolean missed =
                last.flatMap(times::next).filter(due -> !due.isAfter(now)).isPresent();
        if (missed) {
            fired = now;
            task.run();
        }
    }

    /**
     * Goes on until the thread is interrupted or the process ends, or there is no next time.
     *
     * @throws InterruptedException where the calling thread is interrupted
     */
    public void forever() throws InterruptedException {
        while (once()) {
            // until there is no next time
        }
    }

    /** Waits for the next time and runs; false where there is none. */
    boolean once() throws InterruptedException {
        Instant seen = clock.instant();
        Instant due = next(seen);
        if (due == null) {
            return false;
        }
        task.waiting(due);
        while (true) {
            Instant now = clock.instant();
            if (now.isBefore(seen)) {
                Instant again = next(now);
                due = again == null ? due : again;
            }
            if (!now.isBefore(due)) {
                break;
            }
            seen = now;
            Duration left = Duration.between(now, due);
            sleeper.sleep(left.compareTo(CHUNK) < 0 ? left : CHUNK);
        }
        fired = due;
        task.run();
        return true;
    }

    /** After a clock was set back a little, the time that was done already does not come again. */
    private @Nullable Instant next(Instant now) {
        Instant last = fired;
        if (last != null && last.isAfter(now) && Duration.between(now, last).compareTo(TRUSTED) <= 0) {
            return times.next(last).orElse(null);
        }
        return times.next(now).orElse(null);
    }
}
