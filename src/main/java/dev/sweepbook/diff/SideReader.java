package dev.sweepbook.diff;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.Problems;
import dev.sweepbook.load.Recorded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.report.Edition;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.sweep.SweepFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what is compared: a report with its results, or a scenario file, whose results are worked out. */
public final class SideReader {
    private static final String WORKBOOK = ".xlsx";

    private final Catalog catalog;
    private final ScenarioFiles files;
    private final String version;

    /**
     * A reader.
     *
     * @param definitions folders of definitions besides those beside the files
     * @param limit most scenarios of a file
     * @param version version of this program
     */
    public SideReader(List<Path> definitions, long limit, String version) {
        this.catalog = Catalog.shipped();
        this.files = new ScenarioFiles(catalog, definitions, limit);
        this.version = version;
    }

    /**
     * What became of a file.
     *
     * @param side what it holds, null where it cannot be read
     * @param problems what is wrong with it
     */
    public record Read(@Nullable Side side, Problems problems) {}

    /**
     * Reads a file. Never throws for what stands in it.
     *
     * @param root the folder no definition may leave
     * @param file a workbook of this program, or a scenario file
     * @param title what the reader knows it by
     * @return what it holds
     */
    public Read read(Path root, Path file, String title) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(WORKBOOK)) {
            Loaded loaded = files.read(root, file);
            SweepFile sweep = loaded.sweep();
            return new Read(sweep == null ? null : fresh(title, sweep, loaded), loaded.problems());
        }
        return of(files.readReport(root, file, file, Diff.resultIds(), Diff.resultSheets()), title);
    }

    private Side fresh(String title, SweepFile sweep, Loaded loaded) {
        List<RunFacts.InputFile> inputs = loaded.inputs().stream()
                .map(input -> new RunFacts.InputFile(input.path(), input.sha256()))
                .toList();
        return new Side(title, sweep, null, Edition.of(new RunFacts(version, catalog.version(), inputs), sweep));
    }

    /**
     * A report that was read.
     *
     * @param report what it asks for and its results
     * @param title what the reader knows it by
     * @return what it holds
     */
    public static Read of(ScenarioFiles.Report report, String title) {
        SweepFile sweep = report.loaded().sweep();
        Recorded recorded = report.recorded();
        Side side = sweep == null || recorded == null
                ? null
                : new Side(title, sweep, recorded, Edition.read(recorded::fact));
        return new Read(side, report.loaded().problems());
    }
}
