package dev.sweepbook.cli;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.job.JsonText;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code catalog}: what ships, with its sources. */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the models and devices that ship, with their sources.")
final class CatalogCommand implements Callable<Integer> {
    private static final List<String> KINDS = List.of("models", "hardware");
    private static final List<String> LATER = List.of("calibrations", "check");
    private static final List<String> FORMATS = List.of("text", "json", "csv");

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "models|hardware", description = "What to show.")
    String kind = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "One model or device, in full.")
    @Nullable
    String id;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or csv. Default: text.")
    String format = "text";

    CatalogCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (LATER.contains(kind)) {
            throw new UsageException("catalog " + kind + " is not available yet");
        }
        known("catalog", kind, KINDS);
        known("--format", format, FORMATS);
        CatalogFacts facts = new CatalogFacts(Catalog.shipped());
        List<Map<String, Object>> rows;
        if (id == null) {
            rows = kind.equals("models") ? facts.models() : facts.hardware();
        } else {
            List<String> ids = kind.equals("models") ? facts.modelIds() : facts.hardwareIds();
            if (!ids.contains(id)) {
                throw new UsageException(
                        "catalog " + kind + ": there is no " + Shown.plain(id) + Nearest.hint(id, ids));
            }
            rows = List.of(kind.equals("models") ? facts.model(id) : facts.device(id));
        }
        show(rows);
        return ExitCode.OK;
    }

    private static void known(String what, String word, List<String> words) {
        if (!words.contains(word)) {
            throw new UsageException(what + ": must be one of " + String.join(", ", words) + ", was "
                    + Shown.plain(word)
                    + Nearest.hint(word, words));
        }
    }

    private void show(List<Map<String, Object>> rows) {
        switch (format) {
            case "json" -> terminal.out().print(JsonText.of(id == null ? rows : rows.get(0)));
            case "csv" -> terminal.out().print(TextTable.csv(rows));
            default -> terminal.out().print(id == null ? TextTable.table(rows) : TextTable.list(rows.get(0)));
        }
    }
}
