package dev.sweepbook.cli;

import dev.sweepbook.catalog.FieldNames;
import dev.sweepbook.job.Format;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import dev.sweepbook.report.Columns;
import dev.sweepbook.scenario.AcceleratorField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** The columns named with {@code --columns}, each known or refused. */
final class ChosenColumns {
    /** Columns the contract names and this version does not fill. */
    private static final Set<String> NOT_YET = Set.of(
            "request_rate",
            "meets_slo",
            "usd_per_million_output_tokens",
            "usd_per_million_input_tokens",
            "usd_per_request",
            "joules_per_output_token",
            "replicas_needed",
            "devices_needed",
            "usd_per_month");

    private ChosenColumns() {}

    static List<String> of(ParseResult words, Set<Format> formats) {
        if (!words.hasMatchedOption(Options.COLUMNS)) {
            return List.of();
        }
        if (formats.equals(Set.of(Format.XLSX))) {
            throw new UsageException(
                    "--columns chooses the columns of CSV and Parquet: add --format csv or --format xlsx,csv");
        }
        List<String> known = Columns.ids();
        List<String> chosen = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String id : Options.list(words, Options.COLUMNS, "")) {
            if (!seen.add(id)) {
                throw new UsageException("--columns names " + Shown.plain(id) + " twice");
            } else if (!known.contains(id) && NOT_YET.contains(id)) {
                throw UsageException.notYet("the column " + id);
            } else if (!known.contains(id) && !isField(id)) {
                throw new UsageException("--columns: there is no column " + Shown.plain(id) + Nearest.hint(id, known));
            }
            chosen.add(id);
        }
        return chosen;
    }

    private static boolean isField(String id) {
        return (id.startsWith("hardware.")
                        && AcceleratorField.of(id.substring("hardware.".length()))
                                .isPresent())
                || (id.startsWith("model.")
                        && FieldNames.of(id.substring("model.".length())).isPresent());
    }
}
