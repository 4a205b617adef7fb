package dev.sweepbook.cli;

import dev.sweepbook.job.Division;
import dev.sweepbook.job.Engine;
import dev.sweepbook.job.FailOn;
import dev.sweepbook.job.Format;
import dev.sweepbook.job.Policy;
import dev.sweepbook.job.RecordedRun.Locking;
import dev.sweepbook.job.Request;
import dev.sweepbook.load.Shown;
import dev.sweepbook.sweep.Expression;
import dev.sweepbook.sweep.ReportOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of every command that runs scenario files. */
final class RunOptions {
    static final String ROWS = "--rows";
    static final String SHARD = "--shard";
    static final String FAIL_FAST = "--fail-fast";
    static final String FORCE = "--force";
    static final String KEEP = "--keep";
    static final String FAIL_ON = "--fail-on";
    static final String NOTIFY = "--notify";
    static final String WAIT = "--wait";
    static final String FORCE_UNLOCK = "--force-unlock";
    private static final int MOST_KEPT = 3650;

    private RunOptions() {}

    /** Those of the commands that go on until they are ended. */
    static void addAll(CommandSpec spec) {
        addOutputs(spec);
        addRunning(spec);
        addTalking(spec);
    }

    static void addTalking(CommandSpec spec) {
        spec.addOption(Options.flag(RunSession.NO_PROGRESS, "Show no progress."));
        Options.addTalking(spec);
    }

    static void addOutputs(CommandSpec spec) {
        spec.addOption(Options.value(Options.OUTPUT, "DIR", "Folder of the outputs. Default: output."));
        spec.addOption(
                Options.value(Options.FORMAT, "FORMAT", "xlsx, csv, parquet, or several with commas. Default: xlsx."));
        spec.addOption(rowsOption());
        spec.addOption(Options.value(
                Options.COLUMNS, "ID,…", "Columns of CSV and Parquet outputs, in this order. Default: all."));
    }

    static OptionSpec rowsOption() {
        return Options.value(ROWS, "ROWS", "Scenarios in the workbook: all or auto. Default: what files say.");
    }

    static void addRunning(CommandSpec spec) {
        Options.addReading(spec);
        spec.addOption(Options.flag(FORCE, "Run files that did not change, too."));
        spec.addOption(Options.flag(FAIL_FAST, "Begin nothing more after a file failed."));
        spec.addOption(Options.value(
                FAIL_ON, "EXPR", "End with 4 where it holds for a scenario, as 'tpot_seconds > 0.05'. Any column."));
        spec.addOption(
                Options.value(KEEP, "N", "Keep what reports replaced in DIR/history/DATE, of the newest N such days."));
        spec.addOption(Options.value(
                NOTIFY,
                "CMD",
                "Run a command with the result as JSON on its standard input, the exit code as SWEEPBOOK_EXIT."));
    }

    static void addLocking(CommandSpec spec) {
        spec.addOption(Options.flag(WAIT, "Wait while another run has the output folder, rather than end with 75."));
        spec.addOption(Options.flag(
                FORCE_UNLOCK, "Take the output folder from a run that cannot be reached, as on a network share."));
    }

    static void addShard(CommandSpec spec) {
        spec.addOption(Options.value(
                SHARD, "I/N", "Only shard I of N, from 1, to DIR/shard-I-of-N; merge joins them. CSV and Parquet."));
    }

    static Path output(ParseResult words) {
        return Options.path(Options.OUTPUT, words.matchedOptionValue(Options.OUTPUT, Options.DEFAULT_OUTPUT));
    }

    static Request request(ParseResult words) {
        return request(words, null);
    }

    /** What is asked of an engine, or of the run itself where there is none. */
    static Request request(ParseResult words, @Nullable Engine engine) {
        Set<Format> formats = Options.formats(words);
        Division division = engine == null ? division(words, formats) : Division.by(engine);
        return request(words, formats, ChosenColumns.of(words, formats), division);
    }

    static Request request(ParseResult words, Set<Format> formats, List<String> columns, Division division) {
        return new Request(
                division.folder(output(words)),
                formats,
                new Request.Workbooks(Options.templates(words), rows(words)),
                columns,
                Options.catalogs(words),
                division,
                Options.pace(words, words.hasMatchedOption(FAIL_FAST)),
                Version.text());
    }

    private static Division division(ParseResult words, Set<Format> formats) {
        if (!words.hasMatchedOption(SHARD)) {
            return Division.WHOLE;
        }
        String text = words.matchedOptionValue(SHARD, "");
        if (!text.matches("[0-9]{1,9}/[0-9]{1,9}")) {
            throw new UsageException("--shard must be like 3/8, shard 3 of 8, was " + Shown.plain(text));
        }
        int slash = text.indexOf('/');
        int part = Integer.parseInt(text.substring(0, slash));
        int count = Integer.parseInt(text.substring(slash + 1));
        if (part < 1 || part > count) {
            throw new UsageException("--shard: the first number is from 1 to the second, was " + Shown.plain(text));
        } else if (formats.equals(Set.of(Format.XLSX))) {
            throw new UsageException("--shard divides CSV and Parquet: add --format xlsx,csv or --format csv; the"
                    + " workbook is written by merge");
        }
        return Division.shard(part, count);
    }

    private static ReportOptions.@Nullable Rows rows(ParseResult words) {
        if (!words.hasMatchedOption(ROWS)) {
            return null;
        }
        List<String> known = List.of("all", "best", "auto");
        String word = Options.choice(words, ROWS, "auto", known);
        return ReportOptions.Rows.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Policy policy(ParseResult words) {
        int keep = (int) Options.count(words, KEEP, 0, MOST_KEPT);
        return new Policy(words.hasMatchedOption(FORCE), keep, failOn(words));
    }

    private static @Nullable Expression failOn(ParseResult words) {
        if (!words.hasMatchedOption(FAIL_ON)) {
            return null;
        }
        try {
            return FailOn.read(words.matchedOptionValue(FAIL_ON, ""));
        } catch (IllegalArgumentException e) {
            throw new UsageException(FAIL_ON + ": " + e.getMessage());
        }
    }

    static Locking locking(ParseResult words) {
        boolean wait = words.hasMatchedOption(WAIT);
        boolean force = words.hasMatchedOption(FORCE_UNLOCK);
        if (wait && force) {
            throw new UsageException("--wait and --force-unlock exclude each other");
        } else if (force) {
            return Locking.FORCE;
        }
        return wait ? Locking.WAIT : Locking.ONCE;
    }

    static @Nullable String notifyCommand(ParseResult words) {
        String command = words.hasMatchedOption(NOTIFY) ? words.matchedOptionValue(NOTIFY, "") : null;
        if (command != null && command.isBlank()) {
            throw new UsageException("--notify is empty");
        }
        return command;
    }
}
