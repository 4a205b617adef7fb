package dev.sweepbook.job;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.diff.Diff;
import dev.sweepbook.diff.SideReader;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.Problems;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.sweep.ReportOptions;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.template.TemplatePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one scenario file at a time: what several files share, catalogue and definitions, is read once for all. */
final class FileReader {
    private final Request request;
    private final Catalog catalog;
    private Templates templates;
    private ScenarioFiles files;

    FileReader(Request request) {
        this.request = request;
        this.catalog = Catalog.shipped();
        this.templates = new Templates(request);
        this.files = fresh();
    }

    private ScenarioFiles fresh() {
        return new ScenarioFiles(
                catalog,
                request.definitions(),
                templates.folder(),
                request.pace().limit());
    }

    /** Forgets definitions and templates that were read: they changed meanwhile. */
    synchronized void forget() {
        templates = new Templates(request);
        files = fresh();
    }

    /** What the report of a file fills of its template, or null where it has none. */
    synchronized @Nullable TemplatePlan plan(Loaded loaded) {
        return templates.plan(loaded);
    }

    synchronized Loaded read(InputFile file) {
        Loaded loaded = files.read(file.root(), file.path());
        List<Loaded.Input> inputs = new ArrayList<>(loaded.inputs());
        if (!inputs.isEmpty()) {
            inputs.set(0, new Loaded.Input(file.mirrorText(), inputs.get(0).sha256(), file.path()));
        }
        return new Loaded(asked(loaded.sweep()), loaded.problems(), inputs, loaded.template());
    }

    private @Nullable SweepFile asked(@Nullable SweepFile sweep) {
        ReportOptions.Rows rows = request.workbooks().rows();
        return sweep == null || rows == null
                ? sweep
                : sweep.withReport(sweep.report().withRows(rows));
    }

    /** A report of a file, read back with its results; definitions are looked for from where the file stands. */
    synchronized SideReader.Read readReport(InputFile file, Path report, String title) {
        return SideReader.of(
                files.readReport(file.root(), file.path(), report, Diff.resultIds(), Diff.resultSheets()), title);
    }

    /** Whether every file that was read still holds what was read. */
    static boolean isAsRead(Loaded loaded) {
        return loaded.inputs().stream().allMatch(input -> Hashes.isOf(input.file(), input.sha256()));
    }

    synchronized String catalogVersion() {
        return catalog.version();
    }

    /** The problems under the name the user knows the file by. */
    static List<Problem> named(InputFile file, Problems problems) {
        String read = FileNames.text(file.path());
        return problems.first().stream()
                .map(p -> p.file().equals(read) ? new Problem(file.shown(), p.line(), p.column(), p.message()) : p)
                .toList();
    }
}
