package dev.sweepbook.live;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Live.Level;
import dev.sweepbook.estimate.LiveStep;
import dev.sweepbook.estimate.LiveSteps;
import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which steps a workbook needs to show its columns, and in which column of which hidden sheet each stands. */
final class LivePlan {
    private static final Pattern TABLE = Pattern.compile("[a-z]_.*|made_.*");
    private static final Set<String> GIVEN = Set.of(ByNumber.SCENARIO, "priced", "edited", "held", "passed", "running");
    private static final int LONGEST_INSIDE = 200;

    private final Names names = new Names();
    private final Formula undefined = Formula.of("NA()", names);
    private final Map<Formulas, Map<String, Compiled>> outputs = new EnumMap<>(Formulas.class);
    private final Map<Formulas, Map<String, Compiled>> sets = new EnumMap<>(Formulas.class);
    private final Map<Level, List<String>> stored = new EnumMap<>(Level.class);
    private final Set<String> readOnce = new java.util.HashSet<>();
    private final Set<Compiled> cells = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> inputs = new LinkedHashSet<>();

    /**
     * A step with its formula.
     *
     * @param step the step
     * @param formula what it reads
     */
    record Compiled(LiveStep step, Formula formula) {}

    /**
     * Plans the steps.
     *
     * @param used the formula sets of the workbook
     * @param outputs ids of the columns to show
     * @param macros what stands for a device's numbers here
     */
    LivePlan(Collection<Formulas> used, Collection<String> outputs, Macros macros) {
        for (Level level : Level.values()) {
            stored.put(level, new ArrayList<>());
        }
        Map<Level, Set<String>> columns = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            columns.put(level, new LinkedHashSet<>());
        }
        for (Formulas formulas : used) {
            Map<String, Compiled> compiled = new HashMap<>();
            Map<String, Compiled> shown = new LinkedHashMap<>();
            LiveSteps.of(formulas).forEach((name, step) -> {
                Compiled made = new Compiled(step, Formula.of(macros.expand(step.is()), names));
                compiled.put(name, made);
                step.gives().forEach(figure -> shown.put(figure.id(), made));
            });
            compiled.forEach(shown::putIfAbsent); // a step that is no figure has the name of its column
            this.outputs.put(formulas, shown);
            shown.forEach((id, step) -> compiled.putIfAbsent(camel(id), step));
            for (Figure figure : Figure.values()) {
                compiled.putIfAbsent(
                        camel(figure.id()),
                        new Compiled(new LiveStep(camel(figure.id()), "NA()", Level.SCENARIO, List.of()), undefined));
            }
            sets.put(formulas, compiled);
            Set<String> seen = new LinkedHashSet<>();
            readOnce.clear();
            for (String output : outputs) {
                Compiled step = shownBy(shown, output);
                if (step != null) {
                    visit(compiled, step, true, seen, columns);
                }
            }
        }
        columns.forEach((level, names) -> stored.put(level, List.copyOf(names)));
        for (Map<String, Compiled> steps : sets.values()) {
            for (Compiled step : steps.values()) {
                LiveStep of = step.step();
                if (columns.getOrDefault(of.level(), Set.of()).contains(of.name())) {
                    cells.add(step);
                }
            }
        }
    }

    private void visit(
            Map<String, Compiled> steps,
            Compiled step,
            boolean shown,
            Set<String> seen,
            Map<Level, Set<String>> columns) {
        if (!seen.add(step.step().name())) {
            return;
        }
        for (String name : step.formula().names()) {
            Compiled read = read(steps, name);
            boolean given = GIVEN.contains(name.substring(name.indexOf('.') + 1)) || name.startsWith("made.");
            if (read == null && !given && !TABLE.matcher(name).matches()) {
                inputs.add(name);
            }
            if (read != null && read.formula() != undefined) {
                visit(steps, read, false, seen, columns);
                boolean again = !readOnce.add(read.step().name());
                boolean elsewhere = read.step().level() != step.step().level();
                if (!again && !elsewhere && !shown && read.step().is().length() <= LONGEST_INSIDE) {
                    continue; // stands inside the only formula that reads it
                }
                columns.computeIfAbsent(read.step().level(), level -> new LinkedHashSet<>())
                        .add(read.step().name());
            }
        }
    }

    /** The step a name stands for, whatever level it is asked of, or null where it is no step. */
    private static @Nullable Compiled read(Map<String, Compiled> steps, String name) {
        int dot = name.indexOf('.');
        return steps.get(dot < 0 ? name : name.substring(dot + 1));
    }

    /** The step of a name in a formula set, or null where it is none. */
    @Nullable
    Compiled step(Formulas formulas, String name) {
        Map<String, Compiled> steps = sets.get(formulas);
        return steps == null ? null : steps.get(name);
    }

    /** The step that a column shows, or null where none does. */
    @Nullable
    Compiled output(Formulas formulas, String columnId) {
        Map<String, Compiled> shown = outputs.get(formulas);
        return shown == null ? null : shownBy(shown, columnId);
    }

    /** The step of a column's figure, or the one of its name. */
    private static @Nullable Compiled shownBy(Map<String, Compiled> shown, String columnId) {
        Compiled step = shown.get(columnId);
        return step == null ? shown.get(camel(columnId)) : step;
    }

    /** The names that formulas use. */
    Names names() {
        return names;
    }

    /** The formula sets of the workbook, in the order of their age. */
    Set<Formulas> sets() {
        return sets.keySet();
    }

    /** The inputs that steps read, in the order of their columns. */
    List<String> inputs() {
        return new ArrayList<>(inputs);
    }

    /** The steps of a level that have a cell, in the order of their columns. */
    List<String> stored(Level level) {
        return stored.getOrDefault(level, List.of());
    }

    boolean isStored(Compiled step) {
        return cells.contains(step);
    }

    /** {@code memory_bandwidth} to {@code memoryBandwidth}. */
    static String camel(String id) {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("_", -1)) {
            name.append(
                    name.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
