package dev.sweepbook.job;

import dev.sweepbook.sweep.ReportOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked for.
 *
 * @param output folder of the outputs
 * @param formats formats of the outputs
 * @param workbooks how workbooks are made
 * @param columns ids of the columns of CSV and Parquet in order; empty for all
 * @param definitions folders of definitions besides those beside the files
 * @param division which rows the run works out
 * @param pace how hard and how far
 * @param toolVersion version of this program, shown in outputs
 */
public record Request(
        Path output,
        Set<Format> formats,
        Workbooks workbooks,
        List<String> columns,
        List<Path> definitions,
        Division division,
        Pace pace,
        String toolVersion) {
    /** Copies the lists. */
    public Request {
        formats = new TreeSet<>(formats);
        columns = List.copyOf(columns);
        definitions = List.copyOf(definitions);
    }

    /**
     * A request for all rows.
     *
     * @param output folder of the outputs
     * @param formats formats of the outputs
     * @param workbooks how workbooks are made
     * @param columns ids of the columns of CSV and Parquet in order; empty for all
     * @param definitions folders of definitions besides those beside the files
     * @param pace how hard and how far
     * @param toolVersion version of this program, shown in outputs
     */
    public Request(
            Path output,
            Set<Format> formats,
            Workbooks workbooks,
            List<String> columns,
            List<Path> definitions,
            Pace pace,
            String toolVersion) {
        this(output, formats, workbooks, columns, definitions, Division.WHOLE, pace, toolVersion);
    }

    /** The formats whose files this run writes: a shard leaves the workbook to whoever joins it. */
    Set<Format> written() {
        Set<Format> written = new TreeSet<>(formats);
        written.removeIf(format -> division.isShard() && !format.isDivided());
        return written;
    }

    /**
     * How workbooks are made.
     *
     * @param templates folder of the templates
     * @param rows which scenarios the sheets of scenarios hold, whatever the files say; null for what they say
     */
    public record Workbooks(Path templates, ReportOptions.@Nullable Rows rows) {
        /** Templates in the folder where they are by default, and rows as the files say. */
        public static final Workbooks USUAL = new Workbooks(Path.of("templates"), null);
    }

    /**
     * How hard and how far a run goes.
     *
     * @param threads files worked on at a time, at least 1
     * @param limit most grid points a file may ask for
     * @param failFast whether nothing more is begun after a file failed
     */
    public record Pace(int threads, long limit, boolean failFast) {
        /** Checks the counts. */
        public Pace {
            if (threads < 1 || limit < 1) {
                throw new IllegalArgumentException("threads and limit must be at least 1");
            }
        }
    }
}
