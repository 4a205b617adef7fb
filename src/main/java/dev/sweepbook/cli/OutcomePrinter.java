package dev.sweepbook.cli;

import dev.sweepbook.job.FileNames;
import dev.sweepbook.job.FileOutcome;
import dev.sweepbook.job.InputFile;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.RunProgress;
import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.load.Shown;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Sweep;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells what became of each file, and keeps the exit code. */
final class OutcomePrinter {
    private final Terminal terminal;
    private final boolean quiet;
    private final boolean verbose;
    private final ProgressMeter meter = new ProgressMeter(System.nanoTime());
    private boolean gridsAsked;
    private int delivered;
    private int failed;
    private int notBegun;
    private boolean interrupted;
    private int code = ExitCode.OK;

    OutcomePrinter(Terminal terminal, boolean quiet, boolean verbose) {
        this.terminal = terminal;
        this.quiet = quiet;
        this.verbose = verbose;
    }

    /** Tells what cannot be run at all, and whether there is anything to run. */
    boolean begin(Inputs inputs) {
        if (!quiet) {
            inputs.notes().forEach(terminal::note);
        }
        if (!inputs.problems().isEmpty()) {
            terminal.problems(inputs.problems(), inputs.problems().size());
            failed += inputs.problems().size();
            code = ExitCode.SOME_FAILED;
        }
        if (inputs.files().isEmpty() && inputs.problems().isEmpty() && !quiet) {
            terminal.note("no scenario files here: put a .yaml or .csv file into the folder and run again");
        }
        return !inputs.files().isEmpty();
    }

    /** From now on, files that are good are told with the sizes of their grids. */
    void countGrids() {
        gridsAsked = true;
    }

    /** Sums up where something failed, and gives the exit code. */
    synchronized int end() {
        terminal.endProgress();
        int files = delivered + failed + notBegun;
        if (failed > 0 && files > 1) {
            terminal.note(String.format(Locale.ROOT, "%,d of %s failed", failed, count(files, "file"))
                    + (notBegun == 0 ? "" : String.format(Locale.ROOT, "; %,d not begun", notBegun)));
        }
        return code;
    }

    /** From the thread that ends the process: nothing else is told after this. */
    synchronized void interrupted(int files) {
        interrupted = true;
        terminal.endProgress();
        terminal.error(String.format(
                Locale.ROOT,
                "interrupted: %,d of %s done, the rest left as it was; the same command goes on with what is missing",
                delivered,
                count(files, "file")));
    }

    /** Shows how far the run is: a bar that is drawn over where somebody watches, else a line now and then. */
    synchronized void progress(RunProgress progress, int files) {
        if (interrupted) {
            return;
        }
        long now = System.nanoTime();
        meter.look(progress, now);
        if (terminal.interactive()) {
            terminal.progress(meter.bar(progress, files, delivered + failed));
            return;
        }
        String line = meter.line(progress, now);
        if (!line.isEmpty()) {
            terminal.note(line);
        }
    }

    synchronized void print(FileOutcome outcome) {
        if (interrupted) {
            return;
        }
        terminal.endProgress();
        if (outcome instanceof FileOutcome.Delivered done) {
            delivered++;
            delivered(done);
        } else if (outcome instanceof FileOutcome.Unchanged same) {
            delivered++;
            unchanged(same);
        } else if (outcome instanceof FileOutcome.Good good) {
            delivered++;
            good(good);
        } else if (outcome instanceof FileOutcome.NotStarted) {
            notBegun++;
        } else {
            failed++;
            failed(outcome);
        }
    }

    private void failed(FileOutcome outcome) {
        if (outcome instanceof FileOutcome.Refused refused) {
            refused(refused);
        } else if (outcome instanceof FileOutcome.NotWritten unwritten) {
            terminal.note(unwritten.file().shown() + ": " + unwritten.message());
            trace(unwritten.fault());
            code = ExitCode.IO;
        } else if (outcome instanceof FileOutcome.StillChanging changing) {
            terminal.note(changing.file().shown() + ": is still being written; left for the next run");
            failedOnce();
        } else if (outcome instanceof FileOutcome.Failed failure) {
            terminal.note(failure.file().shown() + ": " + Shown.escaped(failure.message()));
            trace(failure.fault());
            failedOnce();
        }
    }

    private void unchanged(FileOutcome.Unchanged same) {
        if (!quiet) {
            terminal.line(same.file().shown() + ": unchanged, "
                    + same.outputs().stream().map(FileNames::shown).collect(Collectors.joining(", ")));
        }
        gate(same.file(), same.row());
    }

    private void gate(InputFile file, FileRow row) {
        FileRow.Gate gate = row.gate();
        if (gate.met() > 0) {
            terminal.note(file.shown() + ": --fail-on " + Shown.escaped(gate.expression()) + ": "
                    + String.format(
                            Locale.ROOT,
                            "%,d of %s, the first is scenario %d",
                            gate.met(),
                            count(row.size().scenarios(), "scenario"),
                            gate.first()));
        }
    }

    synchronized void note(String line) {
        if (!interrupted) {
            terminal.endProgress();
            terminal.note(line);
        }
    }

    private void trace(Throwable fault) {
        if (verbose) {
            fault.printStackTrace(terminal.err());
        }
    }

    private void failedOnce() {
        if (code == ExitCode.OK) {
            code = ExitCode.SOME_FAILED;
        }
    }

    private void delivered(FileOutcome.Delivered delivered) {
        if (!quiet) {
            written(delivered);
        }
        gate(delivered.file(), delivered.row());
    }

    private void written(FileOutcome.Delivered delivered) {
        String outputs = delivered.outputs().stream().map(FileNames::shown).collect(Collectors.joining(", "));
        long misfits = delivered.tally().misfits();
        long unsupported = delivered.tally().unsupported();
        terminal.line(delivered.file().shown() + " → " + outputs + "  "
                + count(delivered.tally().scenarios(), "scenario")
                + (misfits == 0
                        ? ""
                        : String.format(Locale.ROOT, misfits == 1 ? ", %,d does not fit" : ", %,d do not fit", misfits))
                + (unsupported == 0 ? "" : String.format(Locale.ROOT, ", %,d not supported", unsupported)));
        delivered.remarks().forEach(remark -> terminal.line("  " + Shown.escaped(remark)));
    }

    private void good(FileOutcome.Good good) {
        if (!gridsAsked) {
            if (!quiet) {
                terminal.line(good.file().shown() + ": good, " + count(good.scenarios(), "scenario"));
            }
            return;
        }
        terminal.line(good.file().shown() + ": " + count(good.scenarios(), "scenario") + " after exclusions");
        for (Sweep sweep : good.sweep().sweeps()) {
            terminal.line("  " + Shown.escaped(sweep.name()) + ": " + count(sweep.gridPoints(), "grid point")
                    + (sweep.includes().isEmpty()
                            ? ""
                            : " and " + count(sweep.includes().size(), "include")));
            for (GridAxis axis : sweep.axes()) {
                String names = axis.keys().stream().map(key -> key.id()).collect(Collectors.joining(", "));
                terminal.line(String.format(Locale.ROOT, "    %,10d  %s", axis.size(), names));
            }
        }
    }

    private void refused(FileOutcome.Refused refused) {
        terminal.problems(refused.first(), refused.count());
        List<Path> kept = refused.kept();
        if (!kept.isEmpty() && !quiet) {
            terminal.note(refused.file().shown() + ": left as it was: "
                    + kept.stream().map(FileNames::shown).collect(Collectors.joining(", ")));
        }
        failedOnce();
    }

    static String count(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}
