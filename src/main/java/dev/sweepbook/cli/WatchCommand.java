package dev.sweepbook.cli;

import dev.sweepbook.job.watch.Scan;
import dev.sweepbook.job.watch.Wake;
import dev.sweepbook.job.watch.WatchLoop;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code watch}: runs what is dropped into the folders. */
final class WatchCommand implements Command {
    private static final String INTERVAL = "--interval";
    private static final int SECONDS = 10;
    private static final int MOST_SECONDS = 86_400;
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private static final List<String> HELP = List.of(
            "",
            "A file is run once its size and time are the same in two scans, or x.yaml.ready stands beside x.yaml.",
            "It runs until it is ended, by Ctrl-C or a signal.",
            "",
            "Examples:",
            "  sweepbook watch",
            "  sweepbook watch /shared/scenarios --output /shared/reports --interval 60");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Watches folders and runs what is new or changed.", HELP, ExitCode.HELP);
        Options.addPaths(spec, Options.PATHS);
        spec.addOption(Options.value(INTERVAL, "N", "Seconds between scans while nothing happens. Default: 10."));
        RunOptions.addAll(spec);
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        RunSession session = new RunSession(words, terminal, Clock.systemUTC());
        Duration idle = Duration.ofSeconds(Options.count(words, INTERVAL, SECONDS, MOST_SECONDS));
        List<Path> paths = Options.pathsOrDefault(words);
        Path output = session.request().output();
        WatchLoop.Pace pace = new WatchLoop.Pace(idle, idle.compareTo(SETTLE) < 0 ? idle : SETTLE);
        WatchLoop loop = new WatchLoop(
                () -> Scan.of(paths, session.request().definitions(), output),
                Wake.byEvents(),
                session::run,
                terminal::note,
                pace);
        loop.forever();
        return ExitCode.OK;
    }
}
