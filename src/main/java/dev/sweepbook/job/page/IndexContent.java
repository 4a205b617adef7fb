package dev.sweepbook.job.page;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.job.ledger.RunRow;
import dev.sweepbook.job.ledger.Trend;
import java.time.Instant;
import java.util.List;

/**
 * What the page shows.
 *
 * @param run the run that ends with it
 * @param reports every report that stands in the folder, by path
 * @param problems files of the run that need somebody's attention
 * @param runs the latest runs, the newest first
 */
public record IndexContent(RunRow run, List<Report> reports, List<FileRow> problems, List<RunRow> runs) {
    /** Copies the lists. */
    public IndexContent {
        reports = List.copyOf(reports);
        problems = List.copyOf(problems);
        runs = List.copyOf(runs);
    }

    /**
     * A report.
     *
     * @param file the scenario file as it was delivered
     * @param made when
     * @param now what became of the file in this run; {@link FileStatus#NOT_BEGUN} where it was no part of it
     * @param links its outputs
     * @param older kept versions, the latest first
     * @param trends headline figures over the deliveries
     */
    public record Report(
            FileRow file, Instant made, FileStatus now, List<Link> links, List<Link> older, List<Trend> trends) {
        /** Copies the lists. */
        public Report {
            links = List.copyOf(links);
            older = List.copyOf(older);
            trends = List.copyOf(trends);
        }
    }

    /**
     * A link to a file.
     *
     * @param text what it says
     * @param path below the page's folder, with forward slashes
     */
    public record Link(String text, String path) {}
}
