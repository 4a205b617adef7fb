package dev.sweepbook.live;

import dev.sweepbook.estimate.Live.Level;
import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A section of a row of steps: what the names of its formulas stand for there. */
final class Scope implements Formula.Values {
    private final LiveBook book;
    private final Formulas formulas;
    private final Section section;
    private final Bindings bindings;
    private final int row;
    private final @Nullable Scope parent;
    private final LiveInputs inputs;
    private final List<Given> given = new ArrayList<>();
    private final Map<String, List<Scope>> children = new LinkedHashMap<>();
    private @Nullable Object[] known;

    Scope(LiveBook book, Formulas formulas, Section section, int row, @Nullable Scope parent, LiveInputs inputs) {
        this.book = book;
        this.formulas = formulas;
        this.section = section;
        this.bindings = book.bindings(formulas, section);
        this.row = row;
        this.parent = parent;
        this.inputs = inputs;
        this.known = new Object[book.plan().names().count()];
    }

    /**
     * How references are written.
     *
     * @param sheet the sheet the formula stands on
     * @param by how it finds the scenario's row
     * @param openRow the row whose number is left open, as {@link RowText#ROW}, so that the same formula in another row
     *     reads the same; 0 for none
     */
    record Print(String sheet, RowReference by, int openRow) {}

    /** A cell that no step is. */
    private record Given(int place, Supplier<LiveCell> cell) {}

    Section section() {
        return section;
    }

    int row() {
        return row;
    }

    LiveInputs inputs() {
        return inputs;
    }

    private Level level() {
        return section.level();
    }

    /** Adds a cell of this row alone. */
    void give(String name, LiveCell cell) {
        give(name, cell.value(), () -> cell);
    }

    /** Adds a cell of this row alone, worked out by a formula. */
    void give(String name, String text) {
        Formula formula = book.formula(text);
        give(name, formula.value(this), () -> worked(formula));
    }

    /** Adds a cell that repeats one of another section. */
    void give(String name, Scope of) {
        Print print = new Print(LiveBook.STEPS, RowReference.BESIDE, row);
        give(name, of.of(number(name)), () -> LiveCell.of(of.reference(name, print), row));
    }

    private void give(String name, Object value, Supplier<LiveCell> cell) {
        put(number(name), value);
        given.add(new Given(book.steps().place(section, name), cell));
    }

    private int number(String name) {
        return book.plan().names().number(name);
    }

    private LiveCell worked(Formula formula) {
        Print print = new Print(LiveBook.STEPS, RowReference.BESIDE, row);
        return LiveCell.of(formula.text(read -> reference(read, print)), row);
    }

    void addChildren(String name, List<Scope> rows) {
        children.put(name, List.copyOf(rows));
    }

    /** The value of a name. */
    Object of(String name) {
        return of(number(name));
    }

    @Override
    public Object of(int name) {
        Object value = name < known.length ? known[name] : null;
        if (value == null) {
            value = bindings.of(name).value(this);
            put(name, value);
        }
        return value;
    }

    private void put(int name, Object value) {
        if (name >= known.length) {
            known = Arrays.copyOf(known, Math.max(name + 1, book.plan().names().count()));
        }
        known[name] = value;
    }

    Object ofParent(int name) {
        if (parent == null) {
            throw new IllegalStateException("a scenario stands in nothing");
        }
        return parent.of(name);
    }

    /** The values of a name in the rows of a group: none undefined, one as it is, several an array. */
    Object ofAll(String group, int name) {
        List<Scope> rows = children.get(group);
        if (rows == null) {
            throw new IllegalStateException("no rows of " + group + " yet");
        } else if (rows.isEmpty()) {
            return Double.NaN;
        } else if (rows.size() == 1) {
            return rows.get(0).of(name);
        }
        return rows.stream()
                .mapToDouble(each -> CellValues.number(each.of(name)))
                .toArray();
    }

    /** What stands for a name in a formula. */
    String reference(String name, Print print) {
        if (section.given().contains(name)) {
            return cell(section, name, print);
        }
        LivePlan.Compiled step = book.plan().step(formulas, name);
        if (step != null && step.step().level() == level()) {
            return book.plan().isStored(step)
                    ? cell(section, step.step().name(), print)
                    : "(" + step.formula().text(read -> reference(read, print)) + ")";
        } else if (parent != null) {
            return parent.reference(name, print);
        }
        int dot = name.indexOf('.');
        List<Scope> rows = dot < 0 ? null : children.get(name.substring(0, dot));
        if (rows != null) {
            return range(rows, name.substring(dot + 1), print);
        }
        return book.table(name) != null || book.isTable(name) ? inputs.table(name) : inputReference(name, print);
    }

    private String inputReference(String name, Print print) {
        BookColumns.Input input = book.columns().input(name);
        if (print.sheet().equals(LiveBook.STEPS)) {
            return cell(Section.INPUTS, name, print);
        }
        String pattern = row == print.openRow() ? inputs.pattern(input.id(), print.by()) : null;
        String cell = pattern == null ? RowText.OWN + inputs.reference(input.id(), print.by()) : pattern;
        String base = HardwareColumns.base(input.unit(), cell);
        return base.equals(cell) ? cell : "(" + base + ")";
    }

    private String cell(Section of, String name, Print print) {
        if (print.by() == RowReference.BY_NUMBER && row == print.openRow()) {
            return book.byNumber().step(of, name);
        }
        return (print.sheet().equals(LiveBook.STEPS) ? "" : LiveBook.STEPS + "!")
                + book.steps().letters(of, name)
                + (print.by() == RowReference.BESIDE ? "" : "$")
                + (row == print.openRow() ? RowText.ROW : row);
    }

    private static String range(List<Scope> rows, String name, Print print) {
        if (rows.isEmpty()) {
            return "NA()";
        } else if (rows.size() == 1) {
            return rows.get(0).reference(name, print);
        }
        Scope first = rows.get(0);
        String letters = first.book.steps().letters(first.section, name);
        String sheet = print.sheet().equals(LiveBook.STEPS) ? "" : LiveBook.STEPS + "!";
        return sheet + letters + "$" + first.row + ":" + letters + "$" + rows.get(rows.size() - 1).row;
    }

    /** Puts the section's cells into their columns; those that all rows of a kind share are taken from one before. */
    void fill(@Nullable LiveCell[] cells, RowKind kind) {
        for (Given each : given) {
            put(cells, kind, each.place(), each.cell());
        }
        for (Bindings.Cell step : bindings.cells()) {
            put(cells, kind, step.place(), () -> worked(step.formula()));
        }
        if (section == Section.SCENARIO) {
            book.inputCells(inputs, row, cells);
        }
    }

    private static void put(@Nullable LiveCell[] cells, RowKind kind, int place, Supplier<LiveCell> cell) {
        LiveCell same = kind.cell(place);
        if (same == null) {
            same = cell.get();
            kind.remember(place, same);
        }
        cells[place] = same;
    }
}
