package dev.sweepbook.job.watch;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * The times of a cron expression in a zone. Where the clock is changed, a job of a fixed hour runs once: at the moment
 * of the change where its time is left out, and the first time where it comes twice. A job of every hour follows the
 * clock.
 */
public final class CronTimes {
    private static final int MOST_SKIPPED = 200;

    private final ExecutionTime times;
    private final ZoneId zone;
    private final boolean isOfFixedHour;

    private CronTimes(ExecutionTime times, ZoneId zone, boolean isOfFixedHour) {
        this.times = times;
        this.zone = zone;
        this.isOfFixedHour = isOfFixedHour;
    }

    /**
     * Reads an expression.
     *
     * @param expression minute, hour, day of month, month, day of week
     * @param zone where its hours are
     * @return its times
     * @throws IllegalArgumentException with the reason where it is none
     */
    public static CronTimes of(String expression, ZoneId zone) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        ExecutionTime times = ExecutionTime.forCron(parser.parse(expression));
        String[] fields = expression.strip().split("\\s+", -1);
        return new CronTimes(times, zone, !fields[1].startsWith("*"));
    }

    /**
     * The next time.
     *
     * @param after an instant
     * @return the first time after it, or nothing where it never comes
     */
    public Optional<Instant> next(Instant after) {
        if (!isOfFixedHour) {
            return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
        }
        LocalDateTime local = LocalDateTime.ofInstant(after, zone);
        for (int i = 0; i < MOST_SKIPPED; i++) {
            Optional<ZonedDateTime> next = times.nextExecution(local.atZone(ZoneOffset.UTC));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            local = next.get().toLocalDateTime();
            Instant instant = instant(local);
            if (instant.isAfter(after)) {
                return Optional.of(instant);
            }
        }
        return Optional.empty();
    }

    private Instant instant(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
