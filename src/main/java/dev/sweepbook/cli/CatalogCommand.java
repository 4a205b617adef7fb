package dev.sweepbook.cli;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.job.JsonText;
import dev.sweepbook.load.ModelConfig;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import dev.sweepbook.scenario.Decoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code catalog}: what ships, with its sources. */
final class CatalogCommand implements Command {
    private static final List<String> KINDS = List.of("models", "hardware", "calibrations", "check");
    private static final List<String> FORMATS = List.of("text", "json", "csv");
    private static final List<String> HELP = List.of(
            "",
            "Examples:",
            "  sweepbook catalog models               every model",
            "  sweepbook catalog hardware h100-sxm    one device: each number and its source",
            "  sweepbook catalog hardware --format csv",
            "  sweepbook catalog calibrations --catalog scenarios/catalog");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Shows the models and devices that ship, with their sources.", HELP, List.of())
                .customSynopsis(
                        "sweepbook catalog models|hardware|calibrations|check [ID|CONFIG.json] [--format=FORMAT] [--catalog=DIR]");
        spec.addPositional(
                Options.words(
                        "WORD",
                        "models or hardware, then the id of one to see it in full; calibrations, then the name of one; or check, then a config.json to count."));
        spec.addOption(Options.value(Options.FORMAT, "FORMAT", "text, json or csv. Default: text."));
        spec.addOption(Options.catalogFolders());
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) {
        List<String> asked = words.matchedPositionalValue(0, List.<String>of());
        if (asked.isEmpty() || asked.size() > 2) {
            throw new UsageException(
                    "catalog takes models, hardware, calibrations or check, then at most one id or file");
        }
        String kind = known("catalog", asked.get(0), KINDS);
        String format = known(Options.FORMAT, words.matchedOptionValue(Options.FORMAT, "text"), FORMATS);
        if (kind.equals("check")) {
            return check(asked, format, terminal);
        } else if (kind.equals("calibrations")) {
            return CalibrationFacts.print(asked, Options.catalogs(words), rows -> shown(rows, format), terminal);
        }
        CatalogFacts facts = new CatalogFacts(Catalog.shipped());
        boolean models = kind.equals("models");
        if (asked.size() == 1) {
            terminal.out().print(shown(models ? facts.models() : facts.hardware(), format));
            return ExitCode.OK;
        }
        String id = asked.get(1);
        List<String> ids = models ? facts.modelIds() : facts.hardwareIds();
        if (!ids.contains(id)) {
            throw new UsageException("catalog " + kind + ": there is no " + Shown.plain(id) + Nearest.hint(id, ids));
        }
        terminal.out().print(shownInFull(models ? facts.model(id) : facts.device(id), format));
        return ExitCode.OK;
    }

    private static int check(List<String> asked, String format, Terminal terminal) {
        Path file = asked.size() > 1 ? Path.of(asked.get(1)) : null;
        if (file == null || !Files.isRegularFile(file)) {
            throw new UsageException(
                    file == null
                            ? "catalog check: name a config.json to count"
                            : "there is no file " + Shown.escaped(file.toString()));
        }
        ModelConfig config;
        try {
            config = ModelConfig.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ArchitectureReader.Made made = config.made();
        if (made == null || !(made.model().structure() instanceof Decoder decoder)) {
            terminal.problems(config.problems().first(), config.problems().count());
            return ExitCode.SOME_FAILED;
        }
        List<Map<String, Object>> rows = ModelBreakdown.of(made.model(), decoder);
        if (format.equals("json")) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("rows", rows);
            all.put("notes", made.notes());
            terminal.out().print(JsonText.of(all));
            return ExitCode.OK;
        }
        terminal.out().print(shown(rows, format));
        for (String note : made.notes()) {
            String line = "note: " + Shown.escaped(note);
            (format.equals("text") ? terminal.out() : terminal.err()).println(line);
        }
        return ExitCode.OK;
    }

    private static String known(String what, String word, List<String> words) {
        if (!words.contains(word)) {
            throw new UsageException(what + ": must be one of " + String.join(", ", words) + ", was "
                    + Shown.plain(word)
                    + Nearest.hint(word, words));
        }
        return word;
    }

    private static String shown(List<Map<String, Object>> rows, String format) {
        return switch (format) {
            case "json" -> JsonText.of(rows);
            case "csv" -> TextTable.csv(rows);
            default -> TextTable.table(rows);
        };
    }

    private static String shownInFull(Map<String, Object> facts, String format) {
        return switch (format) {
            case "json" -> JsonText.of(facts);
            case "csv" -> TextTable.csv(List.of(facts));
            default -> TextTable.list(facts);
        };
    }
}
