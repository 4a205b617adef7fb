package dev.sweepbook.live;

import dev.sweepbook.estimate.FormulaSets;
import dev.sweepbook.report.Column;
import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of a form: one more scenario, whose inputs are cells of the form's sheet. Every formula set of the workbook
 * has a row of steps, and a result takes that of the set that is picked. What no formula works out is the chosen
 * scenario's as long as no input differs from it.
 */
public final class LiveForm {
    /** What stands where only a run gives the value. */
    public static final String RUN_AGAIN = "run again";

    private static final Set<String> FIXED_POINTS = Set.of("batch_threshold", "binding_threshold");

    private final LiveBook book;
    private final FormInputs inputs;
    private final ShownCells cells;
    private final Formulas first;
    private final String sheet;
    private final Map<Formulas, FormRows> sets = new LinkedHashMap<>();
    private final List<LiveCell> helpers = new ArrayList<>();
    private final String same;

    /**
     * A value of the form.
     *
     * @param formula without the equals sign
     * @param live whether a formula set works it out; else it is the chosen scenario's, or told to be missing
     */
    public record Result(String formula, boolean live) {}

    LiveForm(LiveBook book, Form form, Formulas first, ShownCells cells) {
        this.book = book;
        this.cells = cells;
        this.first = first;
        this.sheet = form.sheet();
        this.inputs = new FormInputs(book, sheet, form.cells(), form.values());
        int most = book.models().mostDistinct();
        for (Formulas set : book.plan().sets()) {
            sets.put(set, new FormRows(book, set, inputs, set == Formulas.ROOFLINE ? most : 0));
        }
        this.same = helper(differences(form)) + "=0";
    }

    /**
     * A form to be.
     *
     * @param sheet its sheet, as references have it
     * @param cells column id to the cell that holds the input, such as {@code $C$12}
     * @param chosen column id to the cell that shows the chosen scenario's input
     * @param values column id to what the input's cell holds at first
     * @param ofRoofline ids of the inputs that the roofline alone reads
     */
    public record Form(
            String sheet,
            Map<String, String> cells,
            Map<String, String> chosen,
            Map<String, Object> values,
            Set<String> ofRoofline) {
        /** Copies the maps. */
        public Form {
            cells = new LinkedHashMap<>(cells);
            chosen = new LinkedHashMap<>(chosen);
            values = new LinkedHashMap<>(values);
            ofRoofline = Set.copyOf(ofRoofline);
        }
    }

    /** How many inputs differ from the chosen scenario's, or were edited on the sheets of models and devices. */
    private String differences(Form form) {
        StringBuilder text = new StringBuilder();
        form.chosen().forEach((id, chosen) -> {
            String own = sheet + "!" + form.cells().get(id);
            text.append(text.isEmpty() ? "" : "+").append("(" + own + "<>" + sheet + "!" + chosen + ")");
            if (form.ofRoofline().contains(id) && sets.size() > 1) {
                text.append("*(" + formulasCell() + "=\"" + Formulas.ROOFLINE.id() + "\")");
            }
        });
        return text + "+"
                + book.madeFor()
                        .definitionsEdited(
                                inputs.reference("model", RowReference.FIXED),
                                inputs.reference("hardware", RowReference.FIXED));
    }

    private String formulasCell() {
        return inputs.reference("formulas", RowReference.FIXED);
    }

    /**
     * Puts a formula onto the hidden sheet of steps.
     *
     * @param formula without the equals sign
     * @return a reference to its cell
     */
    public String helper(String formula) {
        helpers.add(new LiveCell(formula, ""));
        int row = sets.values().iterator().next().row();
        return LiveBook.STEPS + "!$" + Cells.letters(book.steps().width() + helpers.size() - 1) + "$" + row;
    }

    /**
     * A condition that holds where no input differs from the chosen scenario's.
     *
     * @return the formula
     */
    public String same() {
        return same;
    }

    /**
     * A result of the form.
     *
     * @param place of its column among the workbook's
     * @param chosen the cell with the chosen scenario's
     * @return its formula
     */
    public Result result(int place, String chosen) {
        Column column = book.columns().all().get(place);
        Map<Formulas, String> texts = new LinkedHashMap<>();
        boolean agrees = true;
        boolean mixture = false;
        for (Formulas set : sets.keySet()) {
            LivePlan.Compiled step = book.shown(place).step(set);
            if (step != null) {
                FormRows rows = sets.get(set);
                agrees &= set != first || Agreement.of(rows.value(step.step().name()), column, place, cells);
                String text =
                        book.shown(place).inUnit(rows.reference(step.step().name(), sheet));
                boolean fixedPoint =
                        set == Formulas.ROOFLINE && book.macros().hasExperts() && FIXED_POINTS.contains(column.id());
                mixture |= fixedPoint;
                texts.put(set, fixedPoint ? exceptMixtures(rows, text) : "IFERROR(" + text + ",\"\")");
            }
        }
        if (texts.isEmpty()) {
            return new Result(ofChosen(chosen, "\"" + RUN_AGAIN + "\""), false);
        }
        for (Formulas set : sets.keySet()) {
            if (!texts.containsKey(set)) {
                boolean filled = hasEquation(set, column);
                agrees &= !filled;
                texts.put(set, filled ? "\"" + RUN_AGAIN + "\"" : "\"\"");
            }
        }
        String picked = picked(texts);
        return new Result(agrees && !mixture ? picked : ofChosen(chosen, picked), true);
    }

    /** Whether a formula set fills a column, by a step of its own or not. */
    private static boolean hasEquation(Formulas set, Column column) {
        return FormulaSets.equations(set).keySet().stream()
                .anyMatch(figure -> figure.id().equals(column.id()));
    }

    /** A fixed point of routed experts is found by a run alone. */
    private String exceptMixtures(FormRows rows, String text) {
        return "IFERROR(IF(" + rows.formula("of.experts>0", sheet) + ",\"" + RUN_AGAIN + "\"," + text + "),\"\")";
    }

    private String ofChosen(String chosen, String other) {
        return "IF(" + same + "," + chosen + "," + other + ")";
    }

    /** The text of the formula set that is picked, nothing where it has none. */
    private String picked(Map<Formulas, String> texts) {
        if (sets.size() == 1) {
            return texts.values().iterator().next();
        }
        String text = "\"\"";
        for (Map.Entry<Formulas, String> each : texts.entrySet()) {
            text = "IF(" + formulasCell() + "=\"" + each.getKey().id() + "\"," + each.getValue() + "," + text + ")";
        }
        return text;
    }

    /**
     * What the form says of its inputs.
     *
     * @return the formula
     */
    public String status() {
        Map<Formulas, String> texts = new LinkedHashMap<>();
        sets.forEach((set, rows) -> texts.put(set, helper(rows.formula(FormStatus.of(set), LiveBook.STEPS))));
        return "IFERROR(" + picked(texts) + ",\"not supported: these inputs give no estimate\")";
    }

    /**
     * What the form says of its inputs at first.
     *
     * @return the text
     */
    public String firstStatus() {
        FormRows rows = sets.get(first);
        Object value = rows == null ? "" : rows.valueOf(FormStatus.of(first));
        return value instanceof String text ? text : "not supported: these inputs give no estimate";
    }

    /**
     * The rows of steps, behind those of all scenarios.
     *
     * @return the rows, in order
     */
    public List<HiddenSheet> lines() {
        List<HiddenSheet> lines = new ArrayList<>();
        for (FormRows rows : sets.values()) {
            lines.addAll(rows.lines(lines.isEmpty() ? helpers : List.of()));
        }
        return lines;
    }

    /** One line, whose cells share no formula with those of scenarios. */
    static HiddenSheet line(int row, @Nullable LiveCell[] cells) {
        List<@Nullable LiveCell> own = new ArrayList<>();
        for (LiveCell cell : cells) {
            own.add(cell == null ? null : new LiveCell(cell.formula(), cell.value()));
        }
        return new HiddenSheet(LiveBook.STEPS, row, List.of(), List.of(own));
    }

    @Override
    public String toString() {
        return "form of " + Arrays.toString(sets.keySet().toArray());
    }
}
