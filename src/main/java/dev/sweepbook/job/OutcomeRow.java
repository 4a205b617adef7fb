package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.Shown;
import java.util.Optional;

/** What the ledger keeps of an outcome. */
final class OutcomeRow {
    private final Shortened shortened;

    OutcomeRow(Shortened shortened) {
        this.shortened = shortened;
    }

    Optional<FileRow> of(FileOutcome outcome) {
        String path = Shown.escaped(outcome.file().mirrorText());
        if (outcome instanceof FileOutcome.Delivered done) {
            return Optional.of(done.row());
        } else if (outcome instanceof FileOutcome.Unchanged same) {
            return Optional.of(same.row());
        } else if (outcome instanceof FileOutcome.Refused refused) {
            String first =
                    refused.first().isEmpty() ? "" : message(refused.first().get(0), refused.file());
            return Optional.of(FileRow.without(path, FileStatus.REFUSED, refused.count(), first));
        } else if (outcome instanceof FileOutcome.StillChanging) {
            return Optional.of(FileRow.without(path, FileStatus.STILL_CHANGING, 1, "is still being written"));
        } else if (outcome instanceof FileOutcome.NotWritten unwritten) {
            return Optional.of(FileRow.without(path, FileStatus.NOT_WRITTEN, 1, shortened.text(unwritten.message())));
        } else if (outcome instanceof FileOutcome.Failed failed) {
            String text = shortened.text(Shown.escaped(failed.message()));
            return Optional.of(FileRow.without(path, FileStatus.FAILED, 1, text));
        } else if (outcome instanceof FileOutcome.NotStarted) {
            return Optional.of(FileRow.without(path, FileStatus.NOT_BEGUN, 0, ""));
        }
        return Optional.empty(); // was only checked
    }

    /** Of a path that cannot be a scenario file. */
    FileRow of(Problem problem) {
        return FileRow.without(
                shortened.text(problem.file()), FileStatus.REFUSED, 1, shortened.text(problem.message()));
    }

    /** The file's own name is told beside. */
    private String message(Problem problem, InputFile file) {
        String text = shortened.text(problem.toString());
        String own = shortened.text(file.shown());
        return text.startsWith(own + ":") ? text.substring(own.length() + 1).strip() : text;
    }
}
