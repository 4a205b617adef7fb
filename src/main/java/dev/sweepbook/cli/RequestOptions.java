package dev.sweepbook.cli;

import dev.sweepbook.job.Format;
import dev.sweepbook.job.Request;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.load.Shown;
import dev.sweepbook.report.Columns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of the commands that read scenario files. */
final class RequestOptions {
    @Option(names = "--catalog", paramLabel = "DIR", description = "A further folder of definitions; may be repeated.")
    List<Path> catalogs = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Most scenarios of one file, before exclusions. Default: 10,000,000.")
    long limit = ScenarioFiles.DEFAULT_LIMIT;

    @Option(names = "--threads", paramLabel = "N", description = "Files worked on at once. Default: the processors.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--fail-fast", description = "Begin nothing more after a file failed.")
    boolean failFast;

    @Option(names = "--quiet", description = "Print problems only.")
    boolean quiet;

    @Option(names = "--verbose", description = "Print where the program itself failed.")
    boolean verbose;

    Request request(Path output, List<String> formats, List<String> columns) {
        for (Path catalog : catalogs) {
            if (!Files.isDirectory(catalog)) {
                throw new UsageException("--catalog: there is no folder " + Shown.escaped(catalog.toString()));
            }
        }
        if (limit < 1 || threads < 1) {
            throw new UsageException("--limit and --threads must be at least 1");
        }
        for (String column : columns) {
            checkColumn(column);
        }
        Request.Pace pace = new Request.Pace(threads, limit, failFast);
        return new Request(output, formats(formats), columns, catalogs, pace, Version.text());
    }

    private static Set<Format> formats(List<String> names) {
        Set<Format> formats = EnumSet.noneOf(Format.class);
        for (String name : names) {
            if (name.equals("parquet")) {
                throw new UsageException("--format parquet is not available yet");
            }
            formats.add(Format.of(name)
                    .orElseThrow(() -> new UsageException("--format: must be xlsx or csv, was "
                            + Shown.plain(name)
                            + Nearest.hint(name, List.of("xlsx", "csv")))));
        }
        return formats;
    }

    private static void checkColumn(String id) {
        List<String> known = Columns.ids();
        boolean dotted = id.startsWith("hardware.") || id.startsWith("model.");
        if (!dotted && !known.contains(id)) {
            throw new UsageException("--columns: there is no column " + Shown.plain(id) + Nearest.hint(id, known));
        }
    }
}
