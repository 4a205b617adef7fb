package dev.sweepbook.live;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formulas of one scenario. */
public final class LiveRow {
    private final LiveBook book;
    private final ShownCells cells;
    private final Formulas formulas;
    private final Scope scope;
    private final ScenarioInputs inputs;
    private final RowKind kind;
    private final MadeFor.Found found;
    private final List<List<Scope>> stages = new ArrayList<>();

    LiveRow(LiveBook book, Row row, ShownCells cells) {
        this.book = book;
        this.cells = cells;
        this.formulas = row.scenario().method().formulas();
        int number = book.nextRow();
        this.inputs = new ScenarioInputs(book, cells, number);
        this.scope = new Scope(book, formulas, Section.SCENARIO, number, null, inputs);
        scope.give(ByNumber.SCENARIO, new LiveCell(inputs.reference(ByNumber.SCENARIO, RowReference.BESIDE), (double)
                row.number()));
        String status = row.estimate().status();
        double threshold = row.estimate().get(Figure.BATCH_THRESHOLD);
        giveFound("made.status", status);
        giveFound("made.batch_threshold", threshold);
        giveFound("made.price_source", inputs.value("price_source"));
        boolean roofline = formulas == Formulas.ROOFLINE;
        long pipeline = row.scenario().deployment().parallelism().pipeline();
        int distinct = book.models().accept(inputs.modelKey(), row.scenario().model(), roofline ? pipeline : 1);
        if (roofline) {
            addStages(distinct, row);
        }
        this.kind = book.kind(formulas.id()
                + stages.stream()
                        .map(stage -> stage.stream().map(Scope::section).toList())
                        .toList());
        this.found = new MadeFor.Found(row.number(), kind.number(), status, threshold);
        giveEdited();
    }

    /** What a run alone finds: kept under the number of the scenario. */
    private void giveFound(String name, Object value) {
        String place = book.steps().beside(Section.SCENARIO, "made.place");
        String found = MadeFor.found(name.substring(name.indexOf('.') + 1), place);
        scope.give(name, alike(value instanceof String ? found + "&\"\"" : found, value)); // else a blank would be 0
    }

    /** What tells that inputs were edited since: where the scenario stands among those that were made, then how many. */
    private void giveEdited() {
        String place = book.steps().beside(Section.SCENARIO, "made.place");
        String priced = book.steps().beside(Section.SCENARIO, "priced");
        String model = inputs.reference("model", RowReference.BESIDE);
        String device = inputs.reference("hardware", RowReference.BESIDE);
        String row = Integer.toString(scope.row());
        MadeFor made = book.madeFor();
        scope.give("made.place", alike(MadeFor.place(book.steps().beside(Section.SCENARIO, ByNumber.SCENARIO)), (double)
                (scope.row() - 1)));
        scope.give("priced", new LiveCell(RowText.in(made.priced(row, place, device), scope.row()), 0.0));
        scope.give(
                "edited",
                new LiveCell(
                        RowText.in(made.edited(row, place, priced, model, device, kind.number()), scope.row()), 0.0));
    }

    /** A cell that reads its own row and names alone. */
    private LiveCell alike(String text, Object value) {
        return new LiveCell(RowText.in(text, scope.row()), value, text, true);
    }

    /** The stages, and the sequences that run together in each: as many as there is room for, then the rest. */
    private void addStages(int distinct, Row row) {
        List<Scope> held = new ArrayList<>();
        for (int stage = 1; stage <= distinct; stage++) {
            Scope of = child(Section.STAGES, distinct == 1 ? scope.row() : book.nextFurtherRow());
            of.give("held", "MATCH(modelKey&\"/\"&pipelineParallel&\"/" + stage + "/" + distinct + "\",p_id,0)");
            of.give("passed", "IF(takesTurns,whole,held)");
            held.add(of);
            stages.add(new ArrayList<>(List.of(of)));
        }
        scope.addChildren("stages", held);
        boolean takesTurns = CellValues.number(scope.of("takesTurns")) == 1;
        int passed = takesTurns ? 1 : distinct;
        addRuns("first", Section.FIRST, "running1", passed);
        if (CellValues.number(scope.of("waits")) == 1 || book.queues(row.scenario())) {
            addRuns("rest", Section.REST, "IF(waits,sequences-INT(sequences/room)*room,0)", passed);
        } else {
            scope.addChildren("rest", List.of());
        }
        if (row.scenario().workload().interference()) {
            addRuns("one", Section.ONE, "1", passed);
        } else {
            scope.addChildren("one", List.of());
        }
    }

    private void addRuns(String name, Section section, String running, int passed) {
        List<Scope> rows = new ArrayList<>();
        for (int stage = 0; stage < passed; stage++) {
            Scope held = stages.get(stage).get(0);
            Scope of = child(section, held.row());
            of.give("running", running);
            of.give("passed", held);
            rows.add(of);
            stages.get(stage).add(of);
        }
        scope.addChildren(name, rows);
    }

    private Scope child(Section section, int row) {
        return new Scope(book, formulas, section, row, scope, inputs);
    }

    /**
     * The formula of a cell.
     *
     * @param sheet the sheet it stands on
     * @param column place of its column among the workbook's
     * @return the formula, or null where the cell holds a value
     */
    public @Nullable LiveFormula formula(Sheet sheet, int column) {
        boolean onResults = sheet != Sheet.SCENARIOS;
        Shown shown = book.shown(column);
        if (!shown.isFormula(onResults) || shown.isNumber()) {
            return null;
        }
        RowReference by = RowReference.BY_NUMBER;
        LivePlan.Compiled step = null;
        if (!shown.isMark() && !shown.isCopied()) {
            step = shown.step(formulas);
            if (step == null || !agrees(shown.column(), column, step)) {
                return null;
            }
        } else if (shown.isCopied() && book.columns().letters(shown.column().id()) == null) {
            return null;
        } else if (shown.isCopied() && inputs.value(column).equals("")) {
            String cell = String.valueOf(inputs.pattern(shown.column().id(), by));
            return new LiveFormula(RowText.whole("IF(" + cell + "=\"\",\"\"," + cell + ")"), scope.row());
        }
        RowText alike = kind.shown(column, onResults);
        if (alike == null) {
            Scope.Print print = new Scope.Print(sheet.title(), by, scope.row());
            String text = text(shown, step, print, onResults);
            alike = RowText.of(text);
            if (alike == null) {
                return new LiveFormula(text, scope.row());
            }
            kind.remember(column, onResults, alike);
        }
        return new LiveFormula(alike, scope.row());
    }

    private String text(Shown shown, LivePlan.@Nullable Compiled step, Scope.Print print, boolean onResults) {
        if (step != null) {
            String reference = scope.reference(step.step().name(), print);
            String inUnit = shown.inUnit(reference);
            boolean isEnclosed = inUnit.equals(reference) && !book.plan().isStored(step);
            return "IFERROR(" + (isEnclosed ? reference.substring(1, reference.length() - 1) : inUnit) + ",\"\")";
        } else if (shown.isMark()) {
            String edited = scope.reference("edited", print);
            return "IF(" + edited + (onResults ? "" : "+0*COUNT(" + steps() + ")") + "=0,\"\",\"run again\")";
        }
        return String.valueOf(inputs.pattern(shown.column().id(), print.by()));
    }

    /**
     * The cells of the row's steps. The mark beside the inputs asks for them: they have no values in the file, and
     * LibreOffice passes an edit on only through steps it has worked out, which it does for cells that are seen.
     */
    private String steps() {
        StringBuilder cells = new StringBuilder(steps(RowText.ROW, RowText.ROW));
        if (stages.size() > 1) {
            int first = stages.get(0).get(0).row();
            cells.append(',').append(steps(Integer.toString(first), Integer.toString(first + stages.size() - 1)));
        }
        return cells.toString();
    }

    private String steps(String first, String last) {
        return LiveBook.STEPS + "!A" + first + ":" + Cells.letters(book.steps().width() - 1) + last;
    }

    /** Whether a formula gives what was estimated; where it does not, the value stays. */
    private boolean agrees(Column shown, int column, LivePlan.Compiled step) {
        boolean agrees = Agreement.of(scope.of(step.step().name()), shown, column, cells);
        if (!agrees) {
            book.keep(shown.id());
        }
        return agrees;
    }

    /**
     * The scenario's rows of hidden sheets: its inputs as they were, its steps, and behind those of all scenarios the
     * rows of its pipeline stages where there are several.
     *
     * @return the rows, of the sheets that have any
     */
    public List<HiddenSheet> lines() {
        List<HiddenSheet> lines = new ArrayList<>();
        lines.add(book.madeFor().line(inputs, scope.row(), found));
        @Nullable LiveCell[] cells = new LiveCell[book.steps().width()];
        scope.fill(cells, kind);
        for (List<Scope> stage : stages) {
            boolean own = stage.get(0).row() == scope.row();
            @Nullable
            LiveCell[] further = own ? cells : new LiveCell[book.steps().width()];
            stage.forEach(section -> section.fill(further, kind));
            if (!own) {
                lines.add(new HiddenSheet(
                        LiveBook.STEPS, stage.get(0).row(), List.of(), List.of(Arrays.asList(further))));
            }
        }
        lines.add(1, new HiddenSheet(LiveBook.STEPS, scope.row(), List.of(), List.of(Arrays.asList(cells))));
        return lines;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "row %d of %s", scope.row(), formulas.id());
    }
}
