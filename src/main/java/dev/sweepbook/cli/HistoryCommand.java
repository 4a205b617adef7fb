package dev.sweepbook.cli;

import dev.sweepbook.job.History;
import dev.sweepbook.job.JsonText;
import dev.sweepbook.job.RunJson;
import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.job.ledger.RunRow;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code history}: the runs of an output folder. */
final class HistoryCommand implements Command {
    private static final String LAST = "--last";
    private static final int TEXT_RUNS = 30;
    private static final int MOST_RUNS = 1_000_000;
    private static final List<String> FORMATS = List.of("text", "json", "csv");

    private static final List<String> HELP = List.of(
            "",
            "A run is success where it wrote something, unchanged where nothing was to be written, failed where it ended",
            "with another exit code than 0, interrupted where it was stopped or killed.",
            "",
            "Examples:",
            "  sweepbook history",
            "  sweepbook history --last 1 --format json    the last run with its files");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Lists past runs, the newest first.", HELP, List.of());
        spec.addOption(Options.value(Options.OUTPUT, "DIR", "Folder of the outputs. Default: output."));
        spec.addOption(Options.value(Options.FORMAT, "FORMAT", "text, json or csv. Default: text."));
        spec.addOption(Options.value(LAST, "N", "How many runs. Default: 30 as text, else all."));
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) {
        Path output = RunOptions.output(words);
        String format = words.matchedOptionValue(Options.FORMAT, "text");
        if (!FORMATS.contains(format)) {
            throw new UsageException(
                    "--format: must be text, json or csv, was " + Shown.plain(format) + Nearest.hint(format, FORMATS));
        } else if (words.hasMatchedOption(Options.OUTPUT) && !Files.isDirectory(output)) {
            throw new UsageException("--output: there is no folder " + Shown.escaped(output.toString()));
        }
        int most = (int) Options.count(words, LAST, format.equals("text") ? TEXT_RUNS : MOST_RUNS, MOST_RUNS);
        List<History.Entry> entries;
        try {
            entries = History.of(output, most);
        } catch (LedgerException e) {
            terminal.error("the history cannot be read: " + Shown.escaped(String.valueOf(e.getMessage())));
            return ExitCode.IO;
        }
        switch (format) {
            case "json" ->
                terminal.out()
                        .print(JsonText.of(
                                entries.stream().map(HistoryCommand::json).toList()));
            case "csv" -> terminal.out().print(csv(entries));
            default -> text(entries, output, terminal);
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> json(History.Entry entry) {
        Map<String, Object> run = new LinkedHashMap<>(RunJson.facts(entry.run()));
        run.put("reports", entry.files().stream().map(RunJson::file).toList());
        return run;
    }

    private static String csv(List<History.Entry> entries) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (History.Entry entry : entries) {
            Map<String, Object> row = new LinkedHashMap<>();
            RunJson.facts(entry.run()).forEach((name, value) -> row.put(name, value == null ? "" : value));
            row.put("duration_seconds", seconds(entry.run(), "%.3f"));
            rows.add(row);
        }
        return rows.isEmpty() ? "" : TextTable.csv(rows);
    }

    private static void text(List<History.Entry> entries, Path output, Terminal terminal) {
        if (entries.isEmpty()) {
            terminal.note("no run yet in " + Shown.escaped(output.toString()) + "; --output names another folder");
            return;
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (History.Entry entry : entries) {
            RunRow run = entry.run();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", run.id());
            row.put("status", run.status().name());
            row.put("start (UTC)", run.started().truncatedTo(ChronoUnit.SECONDS));
            row.put("scenarios", String.format(Locale.ROOT, "%,d", run.counts().scenarios()));
            row.put("duration", seconds(run, "%.1f s"));
            row.put("files", files(entry));
            rows.add(row);
        }
        terminal.out().print(TextTable.table(rows));
        entries.get(0).files().stream()
                .filter(file -> !file.message().isEmpty())
                .forEach(file -> terminal.line("  " + line(file)));
    }

    private static String line(FileRow file) {
        return file.path() + ": " + file.message()
                + (file.size().problems() > 1
                        ? String.format(
                                Locale.ROOT, " … and %,d more", file.size().problems() - 1)
                        : "");
    }

    /** Of a run that was killed the counts are those of its files. */
    private static String files(History.Entry entry) {
        long delivered = 0;
        long unchanged = 0;
        for (FileRow file : entry.files()) {
            switch (file.status()) {
                case DELIVERED -> delivered++;
                case UNCHANGED -> unchanged++;
                default -> {
                    // counted as what is left
                }
            }
        }
        long failed = entry.files().size() - delivered - unchanged;
        return String.format(Locale.ROOT, "%,d written, %,d unchanged, %,d failed", delivered, unchanged, failed);
    }

    private static String seconds(RunRow run, String format) {
        return Double.isNaN(run.seconds()) ? "" : String.format(Locale.ROOT, format, run.seconds());
    }
}
