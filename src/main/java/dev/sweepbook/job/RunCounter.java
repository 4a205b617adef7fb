package dev.sweepbook.job;

import dev.sweepbook.job.ledger.Counts;
import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.RunStatus;
import java.util.ArrayList;
import java.util.List;

/** Adds up what becomes of the files of a run. */
final class RunCounter {
    private final OutcomeRow rows;
    private final List<FileRow> files = new ArrayList<>();
    private Verdict verdict = Verdict.GOOD;
    private int delivered;
    private int unchanged;
    private int failed;
    private long scenarios;

    RunCounter(OutcomeRow rows) {
        this.rows = rows;
    }

    synchronized void add(FileOutcome outcome) {
        rows.of(outcome).ifPresent(this::add);
    }

    synchronized void add(FileRow row) {
        files.add(row);
        switch (row.status()) {
            case DELIVERED -> {
                delivered++;
                scenarios += row.size().scenarios();
                gate(row);
            }
            case UNCHANGED -> {
                unchanged++;
                gate(row);
            }
            case NOT_WRITTEN -> fail(Verdict.NOT_WRITTEN);
            case REFUSED, STILL_CHANGING, FAILED -> fail(Verdict.SOME_FAILED);
            case NOT_BEGUN -> failed++;
        }
    }

    private void fail(Verdict how) {
        failed++;
        verdict = verdict.or(how);
    }

    private void gate(FileRow row) {
        verdict = row.gate().met() > 0 ? verdict.or(Verdict.GATE_MET) : verdict;
    }

    synchronized void notWritten() {
        verdict = verdict.or(Verdict.NOT_WRITTEN);
    }

    synchronized Verdict verdict() {
        return verdict;
    }

    synchronized RunStatus status() {
        if (verdict != Verdict.GOOD) {
            return RunStatus.FAILED;
        }
        return delivered > 0 ? RunStatus.SUCCESS : RunStatus.UNCHANGED;
    }

    synchronized Counts counts() {
        return new Counts(files.size(), delivered, unchanged, failed, scenarios);
    }

    synchronized List<FileRow> files() {
        return List.copyOf(files);
    }
}
