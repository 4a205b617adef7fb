package dev.sweepbook.report;

import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which devices or models some scenarios are of: all of these, or how many of each. */
final class Whose {
    private static final int KINDS = 1000;
    private static final int TOLD = 4;

    private final Map<String, long[]> devices = new LinkedHashMap<>();
    private final Map<String, long[]> models = new LinkedHashMap<>();

    /** Counts a row, and whether it is one of them. */
    void accept(Row row, boolean is) {
        count(devices, row.scenario().hardware().id(), is);
        count(models, row.scenario().model().id(), is);
    }

    private static void count(Map<String, long[]> kinds, String kind, boolean is) {
        long[] counts = kinds.get(kind);
        if (counts == null) {
            if (kinds.size() == KINDS) {
                return;
            }
            counts = new long[2];
            kinds.put(kind, counts);
        }
        counts[0] += is ? 1 : 0;
        counts[1]++;
    }

    /** Such as {@code all of l40s}, {@code all}, or {@code 3 of 90 of a100, 10 of 90 of h100}. */
    String text() {
        if (isWhole(devices) || isWhole(models)) {
            Map<String, long[]> whole = isWhole(devices) ? devices : models;
            TreeSet<String> names = new TreeSet<>();
            whole.forEach((name, counts) -> {
                if (counts[0] > 0) {
                    names.add(name);
                }
            });
            return names.size() == whole.size() && whole.size() > 1
                    ? "all of them"
                    : "all of " + Words.listed(List.copyOf(names), TOLD);
        }
        List<String> parts = new ArrayList<>();
        devices.forEach((name, counts) -> {
            if (counts[0] > 0) {
                parts.add(
                        counts[0] == counts[1]
                                ? "all of " + name
                                : Words.count(counts[0]) + " of " + Words.count(counts[1]) + " of " + name);
            }
        });
        return Words.listed(parts, TOLD);
    }

    private static boolean isWhole(Map<String, long[]> kinds) {
        return kinds.values().stream().allMatch(counts -> counts[0] == 0 || counts[0] == counts[1]);
    }
}
