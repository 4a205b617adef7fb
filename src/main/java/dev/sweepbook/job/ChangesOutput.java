package dev.sweepbook.job;

import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.diff.Diff;
import dev.sweepbook.diff.Side;
import dev.sweepbook.diff.SideReader;
import dev.sweepbook.diff.Totals;
import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.load.Shown;
import dev.sweepbook.load.WorkbookFacts;
import dev.sweepbook.report.Edition;
import dev.sweepbook.sweep.ScenarioCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The workbook of what changed, which goes beside a report that replaces another. It is no function of the inputs alone:
 * it says which two reports it compares. Whatever goes wrong with it stops no report.
 */
final class ChangesOutput {
    /** Above this it is left to the command: both sides are held in memory. */
    private static final long MOST = 100_000;

    private static final String TO = "sb_report_to";
    private static final String FROM = "sb_report_from";
    private static final String CHANGED = "sb_changed";
    private static final String ADDED = "sb_added";
    private static final String REMOVED = "sb_removed";

    private final OutputSet.Task task;
    private final FileReader reader;
    private final Publication publication;

    ChangesOutput(OutputSet.Task task, FileReader reader, Publication publication) {
        this.task = task;
        this.reader = reader;
        this.publication = publication;
    }

    /**
     * Adds it to what is published: before the report, so that a kill in between leaves none that is older than its
     * report.
     *
     * @param before where the report before stands
     * @param place where this one goes
     * @param outputs the finished outputs
     * @return the counts, or null where there is none
     */
    FileRow.@Nullable Changes add(Path before, Path place, OutputSet outputs) throws Temporaries.StoppedException {
        String now = outputs.workbookSha256();
        if (now == null || !Files.isRegularFile(before)) {
            return null; // a first report, or none that people read
        }
        try {
            String was = Hashes.ofFile(before);
            return was.equals(now) ? standing(place, now, outputs) : made(before, was, place, outputs);
        } catch (Temporaries.StoppedException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            publication.forget(place);
            String why = e instanceof IOException fault
                    ? Faults.reason(fault)
                    : e instanceof OutOfMemoryError ? "needs more memory than Java was given" : e.toString();
            outputs.remark("no workbook of what changed: " + why);
            return null;
        }
    }

    /** The report did not change; what changed last stays beside it. */
    private FileRow.@Nullable Changes standing(Path place, String now, OutputSet outputs) throws IOException {
        Map<String, String> facts = Files.isRegularFile(place) ? WorkbookFacts.of(place) : Map.of();
        if (!now.equals(facts.get(TO))) {
            return null;
        }
        outputs.alsoStands(place, Hashes.ofFile(place));
        return new FileRow.Changes(count(facts, CHANGED), count(facts, ADDED), count(facts, REMOVED));
    }

    private static long count(Map<String, String> facts, String name) {
        String digits = facts.getOrDefault(name, "");
        return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : 0;
    }

    private FileRow.@Nullable Changes made(Path before, String was, Path place, OutputSet outputs) throws IOException {
        Map<String, String> ofOld = WorkbookFacts.of(before);
        if (ScenarioCount.showsBestOnly(task.sweep()) || "best".equals(ofOld.get("sb_rows"))) {
            outputs.remark("no workbook of what changed: a report holds the best of its scenarios alone");
            return null;
        }
        long rows = Math.max(outputs.scenarios(), count(ofOld, "sb_scenario_count"));
        if (rows > MOST) {
            outputs.remark(String.format(
                    Locale.ROOT,
                    "no workbook of what changed: more than %,d scenarios; use sweepbook diff and --keep",
                    MOST));
            return null;
        }
        String name = FileNames.text(before.getFileName());
        SideReader.Read read = reader.readReport(task.file(), before, name + " as it was");
        Side old = read.side();
        if (old == null) {
            outputs.remark("no workbook of what changed: the report before cannot be read: "
                    + read.problems().first().stream()
                            .map(problem -> Shown.escaped(problem.message()))
                            .findFirst()
                            .orElse("it holds no scenarios"));
            return null;
        }
        Side now = new Side(name, task.sweep(), null, Edition.of(task.facts(), task.sweep()));
        ChangesBook book = new ChangesBook();
        String version = task.facts().toolVersion();
        Totals totals = Diff.run(old, now, version, book);
        FileRow.Changes counts = new FileRow.Changes(totals.changed(), totals.added(), totals.removed());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(FROM, was);
        facts.put(TO, String.valueOf(outputs.workbookSha256()));
        facts.put(CHANGED, Long.toString(counts.changed()));
        facts.put(ADDED, Long.toString(counts.added()));
        facts.put(REMOVED, Long.toString(counts.removed()));
        Publication.Output output = publication.beginFirst(place);
        output.write(book.bytes(old, now, totals, version, facts));
        outputs.alsoStands(place, output.sha256Hex());
        outputs.remark("since the report before: " + counts.text() + ", see " + FileNames.text(place.getFileName()));
        return counts;
    }
}
