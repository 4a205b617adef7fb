package dev.sweepbook.live;

import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What names are in a section of a scenario's steps, the same in every row of a formula set. */
final class Bindings {
    private final LiveBook book;
    private final Formulas formulas;
    private final Section section;
    private final List<Cell> cells = new ArrayList<>();
    private @Nullable Binding[] known = new Binding[0];

    /** What a name is. */
    interface Binding {
        Object value(Scope scope);
    }

    /**
     * A step that has a cell.
     *
     * @param place of its column
     * @param formula of the step
     */
    record Cell(int place, Formula formula) {}

    Bindings(LiveBook book, Formulas formulas, Section section) {
        this.book = book;
        this.formulas = formulas;
        this.section = section;
        for (String name : book.plan().stored(section.level())) {
            LivePlan.Compiled step = book.plan().step(formulas, name);
            if (step != null
                    && step.step().level() == section.level()
                    && step.step().name().equals(name)) {
                cells.add(new Cell(book.steps().place(section, name), step.formula()));
            }
        }
    }

    /** The section's steps that have a cell, from left to right. */
    List<Cell> cells() {
        return cells;
    }

    Binding of(int name) {
        if (name >= known.length) {
            known = java.util.Arrays.copyOf(
                    known, Math.max(name + 1, book.plan().names().count()));
        }
        Binding binding = known[name];
        if (binding == null) {
            binding = bind(name, book.plan().names().name(name));
            known[name] = binding;
        }
        return binding;
    }

    private Binding bind(int number, String name) {
        LivePlan.Compiled step = book.plan().step(formulas, name);
        if (step != null && step.step().level() == section.level()) {
            Formula formula = step.formula();
            return formula::value;
        } else if (section != Section.SCENARIO) {
            return scope -> scope.ofParent(number);
        }
        int dot = name.indexOf('.');
        if (dot > 0 && formulas == Formulas.ROOFLINE && Section.isGroup(name.substring(0, dot))) {
            String group = name.substring(0, dot);
            int inner = book.plan().names().number(name.substring(dot + 1));
            return scope -> scope.ofAll(group, inner);
        }
        LiveTable table = book.table(name);
        if (table != null) {
            int column = table.column(name);
            return scope -> table.array(column);
        }
        return input(book.columns().input(name));
    }

    private Binding input(BookColumns.Input input) {
        double factor = input.factor();
        return scope -> {
            Object shown = scope.inputs().value(input.id());
            return factor != 1 && shown instanceof Double number
                    ? (Object) (factor > 1 ? number * factor : number / (1 / factor))
                    : shown;
        };
    }
}
