package dev.sweepbook.cli;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code catalog}: the models and devices that ship. */
final class CatalogCommand implements Command {
    private static final List<String> KINDS = List.of("models", "hardware");
    private static final List<String> FORMATS = List.of("text", "json", "csv");

    private static final String[] HELP = {
        "%nExamples:",
        "  sweepbook catalog models                     every model",
        "  sweepbook catalog hardware h100-sxm          one device, each number and where it comes from",
        "  sweepbook catalog hardware --format csv",
    };

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Shows the models and devices that ship, or what is known of one.")
                .customSynopsis("sweepbook catalog models|hardware [ID] [--format text|json|csv]")
                .footer(HELP);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("models|hardware [ID]")
                .description("What to show")
                .build());
        spec.addOption(Options.value(Options.FORMAT, "FORMAT", "text, json or csv (default: text)"));
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Screen screen) {
        List<String> asked = words.matchedPositionalValue(0, List.<String>of());
        if (asked.isEmpty() || asked.size() > 2) {
            throw new UsageException("catalog takes models or hardware, then at most one id");
        }
        String kind = asked.get(0);
        if (kind.equals("calibrations") || kind.equals("check")) {
            throw UsageException.notYet("catalog " + kind);
        } else if (!KINDS.contains(kind)) {
            throw unknown("catalog: unknown kind", kind, KINDS);
        }
        String format = words.matchedOptionValue(Options.FORMAT, "text");
        if (!FORMATS.contains(format)) {
            throw unknown("--format: unknown format", format, FORMATS);
        }
        CatalogEntries entries = new CatalogEntries(Catalog.shipped(), kind.equals("models"));
        if (asked.size() == 1) {
            screen.out().print(Listing.of(entries.all(), format));
        } else {
            screen.out().print(Listing.ofOne(entry(entries, asked.get(1)), format));
        }
        screen.out().flush();
        return ExitCode.GOOD;
    }

    private static Map<String, Object> entry(CatalogEntries entries, String id) {
        List<String> ids = entries.ids();
        if (!ids.contains(id)) {
            throw new UsageException("catalog: unknown id " + Shown.quoted(id) + Nearest.hint(id, ids));
        }
        return entries.one(id);
    }

    private static UsageException unknown(String what, String name, List<String> known) {
        return new UsageException(
                what + " " + Shown.quoted(name) + Nearest.hint(name, known) + " There are " + String.join(", ", known));
    }
}
