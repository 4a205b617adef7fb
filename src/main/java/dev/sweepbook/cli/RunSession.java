package dev.sweepbook.cli;

import dev.sweepbook.job.FileOutcome;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Notification;
import dev.sweepbook.job.Policy;
import dev.sweepbook.job.RecordedRun;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.RunListener;
import dev.sweepbook.job.RunProgress;
import dev.sweepbook.job.RunResult;
import dev.sweepbook.job.Verdict;
import dev.sweepbook.load.Shown;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Runs as the options say, prints how it goes, stops cleanly where the process is ended, and notifies. */
final class RunSession {
    static final String NO_PROGRESS = "--no-progress";

    private final Terminal terminal;
    private final Clock clock;
    private final Request request;
    private final Policy policy;
    private final RecordedRun.Locking locking;
    private final @Nullable String notifyCommand;
    private final boolean quiet;
    private final boolean verbose;
    private final boolean silent;

    RunSession(ParseResult words, Terminal terminal, Clock clock) {
        this(words, RunOptions.request(words), terminal, clock);
    }

    RunSession(ParseResult words, Request request, Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.request = request;
        this.policy = RunOptions.policy(words);
        this.locking = RunOptions.locking(words);
        this.notifyCommand = RunOptions.notifyCommand(words);
        this.quiet = words.hasMatchedOption(Options.QUIET);
        this.verbose = words.hasMatchedOption(Options.VERBOSE);
        this.silent = quiet || words.hasMatchedOption(NO_PROGRESS);
    }

    Request request() {
        return request;
    }

    Verdict run(Inputs inputs) throws InterruptedException {
        OutcomePrinter printer = new OutcomePrinter(terminal, quiet, verbose);
        printer.begin(inputs);
        int files = inputs.files().size();
        RecordedRun run = new RecordedRun(request, policy, clock);
        Thread stop = new Thread(() -> {
            printer.interrupted(files);
            run.stop();
        });
        Runtime.getRuntime().addShutdownHook(stop);
        RunResult result;
        try {
            result = run.run(inputs, locking, new Listener(printer, files));
        } finally {
            release(stop);
        }
        printer.end();
        tell(result);
        if (notifyCommand != null) {
            Notification.send(notifyCommand, result).ifPresent(fault -> failed(terminal, fault));
        }
        return result.verdict();
    }

    /** Notifies of a run that cannot begin, as where the folder of a share is gone. */
    static void notBegun(ParseResult words, Terminal terminal, UsageException why) throws InterruptedException {
        String command = RunOptions.notifyCommand(words);
        if (command != null) {
            Notification.send(command, ExitCode.USAGE, String.valueOf(why.getMessage()))
                    .ifPresent(fault -> failed(terminal, fault));
        }
    }

    private static void failed(Terminal terminal, String fault) {
        terminal.error("--notify: the command " + Shown.escaped(fault));
    }

    private void tell(RunResult result) {
        if (result.verdict() == Verdict.BUSY) {
            terminal.error(held(result.message()) + "; --wait waits for it, --force-unlock takes the folder from a run"
                    + " that cannot be reached");
        } else if (!result.message().isEmpty()) {
            terminal.error(result.message());
        }
    }

    private String held(String holder) {
        return "another run has " + Shown.escaped(request.output().toString())
                + (holder.isEmpty() ? "" : ": " + Shown.escaped(holder));
    }

    /** Where the process is ending already, the hook is at work and ends it. */
    private static boolean release(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private final class Listener implements RunListener {
        private final OutcomePrinter printer;
        private final int files;

        Listener(OutcomePrinter printer, int files) {
            this.printer = printer;
            this.files = files;
        }

        @Override
        public void note(String line) {
            printer.note(Shown.escaped(line));
        }

        @Override
        public void waiting(String holder) {
            if (!quiet) {
                printer.note(held(holder) + "; waiting for it");
            }
        }

        @Override
        public void told(FileOutcome outcome) {
            printer.print(outcome);
        }

        @Override
        public void tick(RunProgress progress) {
            if (!silent) {
                printer.progress(progress, files);
            }
        }
    }
}
