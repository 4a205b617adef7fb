package dev.sweepbook.load;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the sheet of scenarios: which axis each sets and in which unit. Columns of results are not among them.
 *
 * @param axes the axes, by column
 * @param units the unit behind a bare number of an axis, by column; empty for the base unit
 * @param scenario column of the numbers, 0 where there is none
 * @param sweep column of the names of sweeps, 0 where there is none
 * @param promises columns of what the service promises, by {@code slo.ttft} and {@code slo.tpot}
 */
record WorkbookHeader(
        Map<Integer, AxisKey> axes,
        Map<Integer, String> units,
        int scenario,
        int sweep,
        Map<String, Integer> promises) {
    private static final String SCENARIO = "scenario";
    private static final String SWEEP = "sweep";
    private static final List<String> PROMISES = List.of("slo.ttft", "slo.tpot");

    static boolean isOne(Collection<HeaderCell> heads) {
        return heads.stream().anyMatch(head -> Axis.MODEL.equals(axis(head)))
                && heads.stream().anyMatch(head -> Axis.HARDWARE.equals(axis(head)));
    }

    /** The columns of a header, its faults reported and what is not read said. */
    static WorkbookHeader read(String sheet, Map<Integer, HeaderCell> heads, Problems problems, List<String> remarks) {
        Map<Integer, AxisKey> axes = new TreeMap<>();
        Map<Integer, String> units = new HashMap<>();
        Map<String, Integer> others = new HashMap<>();
        Map<String, HeaderCell> seen = new HashMap<>();
        for (Map.Entry<Integer, HeaderCell> entry : new TreeMap<>(heads).entrySet()) {
            HeaderCell head = entry.getValue();
            AxisKey axis = axis(head);
            String name = axis == null ? other(head) : axis.id();
            HeaderCell first = name == null ? null : seen.putIfAbsent(name, head);
            if (name == null) {
                notRead(sheet, head, problems, remarks);
            } else if (first != null) {
                report(sheet, head, name + ": duplicate column, " + first.place() + " is it already", problems);
            } else if (axis == null) {
                others.put(name, entry.getKey());
            } else {
                axes.put(entry.getKey(), axis);
            }
            dimension(axis, name)
                    .ifPresent(dimension -> CellText.unit(head.unit(), dimension)
                            .ifPresentOrElse(
                                    unit -> units.put(entry.getKey(), unit),
                                    () -> report(
                                            sheet, head, badUnit(String.valueOf(name), head, dimension), problems)));
        }
        Map<String, Integer> promises = new HashMap<>(others);
        promises.keySet().retainAll(PROMISES);
        return new WorkbookHeader(
                axes, units, others.getOrDefault(SCENARIO, 0), others.getOrDefault(SWEEP, 0), promises);
    }

    private static Optional<Dimension> dimension(@Nullable AxisKey axis, @Nullable String name) {
        if (axis != null && axis.type() instanceof AxisType.Real real) {
            return Optional.of(real.dimension());
        }
        return name != null && PROMISES.contains(name) ? Optional.of(Dimension.SECONDS) : Optional.empty();
    }

    private static String badUnit(String name, HeaderCell head, Dimension dimension) {
        List<String> units = Quantity.units(dimension);
        return name + ": the header's unit " + Shown.quoted(head.unit()) + " is none Sweepbook knows"
                + (units.isEmpty() ? "; it has none" : "; the units are " + String.join(", ", units));
    }

    /** The axis a column sets: the one its header names, else the one its note does. */
    static @Nullable AxisKey axis(HeaderCell head) {
        Optional<? extends AxisKey> written = AxisNames.find(head.text());
        if (written.isPresent()) {
            return written.get();
        } else if (!head.id().isEmpty()) {
            return AxisNames.find(head.id()).orElse(null);
        }
        Optional<? extends AxisKey> titled = AxisNames.find(head.titleAsId());
        for (AcceleratorField field : AcceleratorField.values()) {
            if (titled.isEmpty() && field.title().equalsIgnoreCase(head.title())) {
                titled = AxisNames.find("hardware." + field.id());
            }
        }
        if (titled.isEmpty() && head.titleAsId().startsWith("model_")) {
            titled = AxisNames.find("model." + head.titleAsId().substring("model_".length()));
        }
        return titled.orElse(null);
    }

    private static @Nullable String other(HeaderCell head) {
        String id = head.id().isEmpty() ? head.titleAsId().replace("slo_", "slo.") : head.id();
        return id.equals(SCENARIO) || id.equals(SWEEP) || PROMISES.contains(id) ? id : null;
    }

    /** A column of results is not read, and says so in its note; one that somebody added is told. */
    private static void notRead(String sheet, HeaderCell head, Problems problems, List<String> remarks) {
        if (!head.id().isEmpty() || RESULTS.contains(head.titleAsId())) {
            return;
        }
        String hint = Nearest.hint(head.text(), AxisNames.all());
        if (hint.isEmpty()) {
            remarks.add(sheet + "!" + head.place() + ": column " + Shown.quoted(head.text())
                    + " is no axis and is not read");
        } else {
            report(sheet, head, "header " + Shown.quoted(head.text()) + " is no axis" + hint, problems);
        }
    }

    /** Titles of the columns that are worked out, for a sheet whose notes were lost. */
    private static final List<String> RESULTS = List.of("devices", "status", "notes", "fits", "meets_slo");

    private static void report(String sheet, HeaderCell head, String message, Problems problems) {
        problems.add(Place.FILE, sheet + "!" + head.place() + ": " + message);
    }

    /** The axes in the order of their columns. */
    List<AxisKey> keys() {
        return new ArrayList<>(axes.values());
    }
}
