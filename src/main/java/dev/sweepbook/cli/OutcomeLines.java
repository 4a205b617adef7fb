package dev.sweepbook.cli;

import dev.sweepbook.job.FileOutcome;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Tally;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.Shown;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Tells what became of each file, a line or more each, and of all of them in the end. */
final class OutcomeLines {
    private final Screen screen;
    private final boolean quiet;
    private final boolean verbose;
    private int good;
    private int failed;
    private int notStarted;
    private boolean notWritten;
    private boolean interrupted;

    OutcomeLines(Screen screen, boolean quiet, boolean verbose) {
        this.screen = screen;
        this.quiet = quiet;
        this.verbose = verbose;
    }

    synchronized int told() {
        return good + failed;
    }

    synchronized void told(FileOutcome outcome) {
        if (interrupted) {
            return;
        }
        String file = outcome.file().shown();
        if (outcome instanceof FileOutcome.Delivered delivered) {
            good++;
            delivered(file, delivered);
        } else if (outcome instanceof FileOutcome.Good) {
            good++;
        } else if (outcome instanceof FileOutcome.Refused refused) {
            failed++;
            refused(file, refused);
        } else if (outcome instanceof FileOutcome.NotWritten fault) {
            failed++;
            notWritten = true;
            screen.problem(file + ": " + fault.message());
            trace(fault.fault());
        } else if (outcome instanceof FileOutcome.Failed fault) {
            failed++;
            screen.problem(file + ": " + Shown.escaped(fault.message()));
            trace(fault.fault());
        } else {
            notStarted++;
        }
    }

    private void delivered(String file, FileOutcome.Delivered delivered) {
        if (quiet) {
            return;
        }
        for (String remark : delivered.remarks()) {
            screen.problem(file + ": " + Shown.escaped(remark));
        }
        screen.result(file + " → " + places(delivered.outputs()) + "  " + counts(delivered.tally()));
    }

    static String counts(Tally tally) {
        StringBuilder line = new StringBuilder(scenarios(tally.scenarios()));
        if (tally.misfits() > 0) {
            line.append(", ")
                    .append(Shown.count(tally.misfits()))
                    .append(tally.misfits() == 1 ? " does not fit" : " do not fit");
        }
        if (tally.unsupported() > 0) {
            line.append(", ").append(Shown.count(tally.unsupported())).append(" not supported");
        }
        return line.toString();
    }

    static String scenarios(long count) {
        return Shown.count(count) + (count == 1 ? " scenario" : " scenarios");
    }

    private void refused(String file, FileOutcome.Refused refused) {
        for (Problem problem : refused.first()) {
            screen.problem(Shown.escaped(problem.toString()));
        }
        long more = refused.count() - refused.first().size();
        if (more > 0) {
            screen.problem("… and " + Shown.count(more) + " more");
        }
        if (!refused.kept().isEmpty() && !quiet) {
            screen.problem(file + ": " + places(refused.kept()) + " stays as an earlier run wrote it");
        }
    }

    private static String places(List<Path> paths) {
        return paths.stream().map(path -> Shown.escaped(path.toString())).collect(Collectors.joining(", "));
    }

    private void trace(Throwable fault) {
        if (verbose) {
            screen.trace(fault);
        }
    }

    /** From the thread that ends the process. */
    synchronized void interrupted(int files) {
        interrupted = true;
        screen.problem(
                "sweepbook: interrupted after " + good + " of " + files + " files; what was unfinished is removed");
    }

    /** Sums up and gives the exit code. */
    synchronized int end(Inputs inputs) {
        int bad = failed + inputs.problems().size();
        if (bad > 0) {
            String rest = notStarted > 0 ? "; " + Shown.count(notStarted) + " were not begun" : "";
            screen.problem("sweepbook: " + Shown.count(bad) + " of " + Shown.count(bad + good + notStarted)
                    + " files failed" + rest);
        }
        return notWritten ? ExitCode.INPUT_OUTPUT : bad > 0 ? ExitCode.SOME_FAILED : ExitCode.GOOD;
    }
}
