package dev.sweepbook.live;

import dev.sweepbook.estimate.Live.Level;
import dev.sweepbook.scenario.Formulas;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A section of a row of steps: what the names of its formulas stand for there. */
final class Scope implements Formula.Values {
    private final LiveBook book;
    private final Formulas formulas;
    private final Section section;
    private final int row;
    private final @Nullable Scope parent;
    private final LiveInputs inputs;
    private final Map<String, LiveCell> given = new LinkedHashMap<>();
    private final Map<String, List<Scope>> children = new LinkedHashMap<>();
    private final Map<String, Object> known = new HashMap<>();

    Scope(LiveBook book, Formulas formulas, Section section, int row, @Nullable Scope parent, LiveInputs inputs) {
        this.book = book;
        this.formulas = formulas;
        this.section = section;
        this.row = row;
        this.parent = parent;
        this.inputs = inputs;
    }

    /**
     * How references are written.
     *
     * @param sheet the sheet the formula stands on
     * @param fixed whether rows stay when the formula is moved
     * @param sharedRow the row that is left out, so that the same formula in another row reads the same; 0 for none
     */
    record Print(String sheet, boolean fixed, int sharedRow) {}

    Section section() {
        return section;
    }

    int row() {
        return row;
    }

    private Level level() {
        return section.level();
    }

    /** Adds a cell of this row alone. */
    void give(String name, LiveCell cell) {
        given.put(name, cell);
    }

    /** Adds a cell of this row alone, worked out by a formula. */
    void give(String name, String formula) {
        Formula parsed = Formula.of(book.macros().expand(formula));
        given.put(name, worked(parsed, parsed.value(this)));
    }

    /** Adds a cell that repeats one of another section. */
    void give(String name, Scope of) {
        String text = of.reference(name, new Print(LiveBook.STEPS, false, 0));
        String shape = of.reference(name, new Print(LiveBook.STEPS, false, row));
        given.put(name, new LiveCell(text, of.of(name), shape));
    }

    private LiveCell worked(Formula formula, Object value) {
        Print plain = new Print(LiveBook.STEPS, false, 0);
        Print shape = new Print(LiveBook.STEPS, false, row);
        return new LiveCell(
                formula.text(read -> reference(read, plain)), value, formula.text(read -> reference(read, shape)));
    }

    void addChildren(String name, List<Scope> rows) {
        children.put(name, List.copyOf(rows));
    }

    @Override
    public Object of(String name) {
        Object value = known.get(name);
        if (value == null) {
            value = workOut(name);
            known.put(name, value);
        }
        return value;
    }

    private Object workOut(String name) {
        LiveCell own = given.get(name);
        if (own != null) {
            return own.value();
        }
        LivePlan.Compiled step = book.plan().step(formulas, name);
        if (step != null && step.step().level() == level()) {
            return step.formula().value(this);
        } else if (parent != null) {
            return parent.of(name);
        }
        int dot = name.indexOf('.');
        List<Scope> rows = dot < 0 ? null : children.get(name.substring(0, dot));
        if (rows != null) {
            return ofAll(rows, name.substring(dot + 1));
        }
        Object table = book.array(name);
        return table == null ? input(name) : table;
    }

    private static Object ofAll(List<Scope> rows, String name) {
        if (rows.isEmpty()) {
            return Double.NaN;
        } else if (rows.size() == 1) {
            return rows.get(0).of(name);
        }
        return rows.stream()
                .mapToDouble(each -> CellValues.number(each.of(name)))
                .toArray();
    }

    private Object input(String name) {
        LiveBook.Input input = book.input(name);
        Object shown = inputs.value(input.id());
        return shown instanceof Double number && input.factor() != 1
                ? (Object) (input.factor() > 1 ? number * input.factor() : number / (1 / input.factor()))
                : shown;
    }

    /** What stands for a name in a formula. */
    String reference(String name, Print print) {
        LiveCell own = given.get(name);
        if (own != null) {
            return cell(book.letters(section, name), print);
        }
        LivePlan.Compiled step = book.plan().step(formulas, name);
        if (step != null && step.step().level() == level()) {
            return book.plan().isStored(step)
                    ? cell(book.letters(section, step.step().name()), print)
                    : "(" + step.formula().text(read -> reference(read, print)) + ")";
        } else if (parent != null) {
            return parent.reference(name, print);
        }
        int dot = name.indexOf('.');
        List<Scope> rows = dot < 0 ? null : children.get(name.substring(0, dot));
        if (rows != null) {
            return range(rows, name.substring(dot + 1), print);
        }
        return book.array(name) != null || book.isTable(name) ? name : inputReference(name, print);
    }

    private String inputReference(String name, Print print) {
        LiveBook.Input input = book.input(name);
        if (print.sheet().equals(LiveBook.STEPS)) {
            return cell(book.letters(Section.INPUTS, name), print);
        }
        String cell = inputs.reference(input.id(), print.fixed());
        String base = HardwareColumns.base(input.unit(), cell);
        return base.equals(cell) ? cell : "(" + base + ")";
    }

    private String cell(String letters, Print print) {
        return (print.sheet().equals(LiveBook.STEPS) ? "" : LiveBook.STEPS + "!")
                + letters
                + (print.fixed() ? "$" : "")
                + (row == print.sharedRow() ? "#" : row);
    }

    private static String range(List<Scope> rows, String name, Print print) {
        if (rows.isEmpty()) {
            return "NA()";
        } else if (rows.size() == 1) {
            return rows.get(0).reference(name, print);
        }
        Scope first = rows.get(0);
        String letters = first.book.letters(first.section, name);
        String sheet = print.sheet().equals(LiveBook.STEPS) ? "" : LiveBook.STEPS + "!";
        return sheet + letters + "$" + first.row + ":" + letters + "$" + rows.get(rows.size() - 1).row;
    }

    /** Puts the section's cells into their columns; those that all rows of a kind share are taken from one before. */
    void fill(@Nullable LiveCell[] cells, @Nullable LiveCell @Nullable [] alike) {
        given.forEach((name, cell) -> cells[book.place(section, name)] = cell);
        for (String name : book.plan().stored(level())) {
            LivePlan.Compiled step = book.plan().step(formulas, name);
            LiveCell same = alike == null ? null : alike[book.place(section, name)];
            if (same != null && same.shared()) {
                cells[book.place(section, name)] = same;
            } else if (step != null
                    && step.step().level() == level()
                    && step.step().name().equals(name)) {
                cells[book.place(section, name)] = worked(step.formula(), "");
            }
        }
        if (section == Section.SCENARIO) {
            for (String name : book.plan().inputs()) {
                LiveBook.Input input = book.input(name);
                String cell = inputs.reference(input.id(), false);
                String base = HardwareColumns.base(input.unit(), cell);
                boolean mayBeBlank = name.startsWith("asked.");
                cells[book.place(Section.INPUTS, name)] =
                        new LiveCell(mayBeBlank ? "IF(" + cell + "=\"\",\"\"," + base + ")" : base, "");
            }
        }
    }
}
