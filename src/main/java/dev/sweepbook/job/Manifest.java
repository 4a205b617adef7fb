package dev.sweepbook.job;

import dev.sweepbook.load.Loaded;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what the outputs of a scenario file were made from. It depends on the inputs alone.
 *
 * @param toolVersion version of this program
 * @param catalogVersion edition of the shipped catalogue
 * @param inputs the scenario file first, then the definitions it uses
 * @param sweep what was asked
 * @param tally what passed
 * @param shard which rows of the file these are, null where they are all of them
 * @param outputs what was written
 */
record Manifest(
        String toolVersion,
        String catalogVersion,
        List<Loaded.Input> inputs,
        SweepFile sweep,
        Tally tally,
        @Nullable Shard shard,
        List<Written> outputs) {
    /**
     * Which rows of the file are here, where others have the rest.
     *
     * @param part which shard, from 1
     * @param count how many there are
     * @param key what all rows depend on
     * @param formats formats asked for, the workbook among them although no shard writes it
     * @param columns columns asked for; empty for all
     */
    record Shard(int part, int count, String key, List<String> formats, List<String> columns) {
        Map<String, Object> json() {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("part", part);
            entry.put("of", count);
            entry.put("key", key);
            entry.put("formats", formats);
            entry.put("columns", columns);
            return entry;
        }
    }

    /**
     * A file that was written.
     *
     * @param name its name beside the manifest
     * @param sha256 of its bytes
     * @param sheetRows rows of each part by name: the sheets of a workbook, {@code rows} of a CSV
     */
    record Written(String name, String sha256, Map<String, Integer> sheetRows) {}

    String json() {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("tool", "sweepbook " + toolVersion);
        manifest.put("catalog", catalogVersion);
        manifest.put("input", input(inputs.get(0)));
        manifest.put("definitions", inputs.stream().skip(1).map(Manifest::input).toList());
        manifest.put("name", sweep.name());
        manifest.put("formulas", tally.formulas().stream().map(Formulas::id).toList());
        manifest.put("calibrations", List.copyOf(tally.calibrations()));
        if (shard != null) {
            manifest.put("shard", shard.json());
        }
        manifest.put("grid", grid());
        manifest.put("outputs", outputs.stream().map(this::output).toList());
        return JsonText.of(manifest);
    }

    private static Map<String, Object> input(Loaded.Input input) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", input.path());
        entry.put("sha256", input.sha256());
        return entry;
    }

    private Map<String, Object> grid() {
        long points = 0;
        long includes = 0;
        List<Object> sweeps = new ArrayList<>();
        for (Sweep block : sweep.sweeps()) {
            points += block.gridPoints();
            includes += block.includes().size();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", block.name());
            entry.put("points", block.gridPoints());
            entry.put("includes", block.includes().size());
            sweeps.add(entry);
        }
        Map<String, Object> grid = new LinkedHashMap<>();
        grid.put("points", points);
        if (shard == null) {
            grid.put("excluded", points + includes - tally.scenarios());
        }
        grid.put("includes", includes);
        grid.put("scenarios", tally.scenarios());
        grid.put("sweeps", sweeps);
        return grid;
    }

    private Map<String, Object> output(Written written) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", written.name());
        entry.put("sha256", written.sha256());
        entry.put("scenarios", tally.scenarios());
        if (!written.sheetRows().isEmpty()) {
            List<Object> sheets = new ArrayList<>();
            written.sheetRows().forEach((name, rows) -> {
                Map<String, Object> sheet = new LinkedHashMap<>();
                sheet.put("name", name);
                sheet.put("rows", rows);
                sheets.add(sheet);
            });
            entry.put("sheets", sheets);
        }
        return entry;
    }
}
