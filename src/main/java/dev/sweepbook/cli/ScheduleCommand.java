package dev.sweepbook.cli;

import dev.sweepbook.job.History;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.job.ledger.RunRow;
import dev.sweepbook.job.watch.CronTimes;
import dev.sweepbook.job.watch.ScheduleLoop;
import dev.sweepbook.load.Shown;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code schedule}: runs at the times of a cron expression. */
final class ScheduleCommand implements Command {
    private static final String CRON = "--cron";
    private static final String ZONE = "--zone";

    private static final List<String> HELP = List.of(
            "",
            "For desktops; a server has cron, systemd or Kubernetes for this. A time that was missed, since the machine",
            "was off or asleep, is made up for once. It runs until it is ended, by Ctrl-C or a signal.",
            "",
            "Examples:",
            "  sweepbook schedule --cron \"0 2 * * *\"                          every night at two, UTC",
            "  sweepbook schedule --cron \"30 6 * * 1-5\" --zone Europe/Berlin   on working days before breakfast");

    private final Clock clock;
    private final ScheduleLoop.Sleeper sleeper;

    ScheduleCommand() {
        this(Clock.systemUTC(), time -> Thread.sleep(time.toMillis()));
    }

    ScheduleCommand(Clock clock, ScheduleLoop.Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Runs scenario files on a schedule.", HELP, ExitCode.HELP);
        Options.addPaths(spec, Options.PATHS);
        spec.addOption(Options.value(CRON, "EXPR", "Minute, hour, day of month, month, day of week."));
        spec.addOption(Options.value(ZONE, "ZONE", "Where its hours are, as Europe/Berlin. Default: UTC."));
        RunOptions.addLocking(spec);
        RunOptions.addAll(spec);
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        CronTimes times = times(words);
        RunSession session = new RunSession(words, terminal, clock);
        boolean quiet = words.hasMatchedOption(Options.QUIET);
        ScheduleLoop loop = new ScheduleLoop(times, clock, sleeper, new ScheduleLoop.Task() {
            @Override
            public void run() throws InterruptedException {
                Inputs inputs = Inputs.find(
                        Options.pathsOrDefault(words), session.request().output());
                inputs.missing()
                        .forEach(
                                path -> terminal.error("there is no file or folder " + Shown.escaped(path.toString())));
                session.run(inputs);
            }

            @Override
            public void waiting(Instant next) {
                if (!quiet) {
                    terminal.note("next run at " + next);
                }
            }
        });
        loop.catchUp(last(session.request().output(), terminal));
        loop.forever();
        return ExitCode.OK;
    }

    private CronTimes times(ParseResult words) {
        if (!words.hasMatchedOption(CRON)) {
            throw new UsageException("--cron EXPR is missing, as \"0 2 * * *\" for every night at two");
        }
        String expression = words.matchedOptionValue(CRON, "");
        CronTimes times;
        try {
            times = CronTimes.of(expression, ZoneId.of(words.matchedOptionValue(ZONE, "UTC")));
        } catch (DateTimeException e) {
            throw new UsageException("--zone: there is no zone " + Shown.plain(words.matchedOptionValue(ZONE, ""))
                    + "; zones are named as UTC, Europe/Berlin or America/New_York");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--cron " + Shown.plain(expression) + ": " + Shown.escaped(String.valueOf(e.getMessage()))
                            + "; the five fields are minute, hour, day of month, month, day of week");
        }
        if (times.next(clock.instant()).isEmpty()) {
            throw new UsageException("--cron " + Shown.plain(expression) + " names a time that never comes");
        }
        return times;
    }

    private static Optional<Instant> last(Path output, Terminal terminal) {
        try {
            return History.latest(output).map(RunRow::started);
        } catch (LedgerException e) {
            terminal.note("whether a run was missed cannot be told: " + e.getMessage());
            return Optional.empty();
        }
    }
}
