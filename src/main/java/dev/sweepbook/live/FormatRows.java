package dev.sweepbook.live;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.LiveTables;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Number formats and calibrations as formulas look them up. */
final class FormatRows {
    private FormatRows() {}

    static LiveTable formats() {
        LiveTable table = new LiveTable("_formats", "f_", heads(LiveTables.format(DataType.BF16)));
        for (DataType type : DataType.values()) {
            table.add(row(type.id(), LiveTables.format(type)));
        }
        return table;
    }

    static LiveTable calibrations(Map<String, Calibration> calibrations) {
        Map<String, Calibration> sorted = new TreeMap<>(calibrations);
        LiveTable table = null;
        for (Map.Entry<String, Calibration> calibration : sorted.entrySet()) {
            for (ServingEngine engine : ServingEngine.values()) {
                for (MemoryClass memory : MemoryClass.values()) {
                    Map<String, Double> values = LiveTables.calibration(calibration.getValue(), engine, memory);
                    table = table == null ? new LiveTable("_calibration", "c_", heads(values)) : table;
                    table.add(row(calibration.getKey() + "/" + engine.id() + "/" + memory.id(), values));
                }
            }
        }
        return table == null ? new LiveTable("_calibration", "c_", List.of("id")) : table;
    }

    static List<String> heads(Map<String, Double> values) {
        List<String> heads = new ArrayList<>(List.of("id"));
        heads.addAll(values.keySet());
        return heads;
    }

    private static List<LiveCell> row(String id, Map<String, Double> values) {
        List<LiveCell> row = new ArrayList<>(List.of(LiveCell.of(id)));
        values.values().forEach(value -> row.add(LiveCell.of(value)));
        return row;
    }
}
