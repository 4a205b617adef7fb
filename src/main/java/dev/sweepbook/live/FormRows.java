package dev.sweepbook.live;

import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a form by one formula set. How many pipeline stages differ depends on what is picked: there are rows for
 * as many as any layout of the workbook has, and one too many repeats the first stage.
 */
final class FormRows {
    private final LiveBook book;
    private final Scope scope;
    private final List<List<Scope>> stages = new ArrayList<>();

    /** Rows for so many stages; none for a formula set that knows no stages. */
    FormRows(LiveBook book, Formulas formulas, LiveInputs inputs, int most) {
        this.book = book;
        this.scope = new Scope(book, formulas, Section.SCENARIO, book.nextFurtherRow(), null, inputs);
        scope.give(ByNumber.SCENARIO, LiveCell.of(""));
        scope.give("made.place", new LiveCell("NA()", Double.NaN));
        scope.give("priced", LiveCell.of(1.0));
        scope.give("edited", LiveCell.of(1.0));
        scope.give("made.status", LiveCell.of(""));
        scope.give("made.batch_threshold", new LiveCell("NA()", Double.NaN));
        scope.give("made.price_source", LiveCell.of(""));
        if (most > 0) {
            addStages(formulas, inputs, most);
        }
    }

    private void addStages(Formulas formulas, LiveInputs inputs, int most) {
        List<Scope> held = new ArrayList<>();
        for (int stage = 1; stage <= most; stage++) {
            int row = stage == 1 ? scope.row() : book.nextFurtherRow();
            Scope of = new Scope(book, formulas, Section.STAGES, row, scope, inputs);
            of.give("held", held(stage, most));
            of.give("passed", "IF(takesTurns,whole,held)");
            held.add(of);
            stages.add(new ArrayList<>(List.of(of)));
        }
        scope.addChildren("stages", held);
        addRuns(formulas, inputs, "first", Section.FIRST, "running1");
        addRuns(formulas, inputs, "rest", Section.REST, "IF(waits,sequences-INT(sequences/room)*room,0)");
        addRuns(formulas, inputs, "one", Section.ONE, "1");
    }

    /** The part of the model on a stage: of the layout that has so many stages that differ, whichever that is. */
    private static String held(int stage, int most) {
        String text = stage == 1 ? "NA()" : held(1, most);
        for (int distinct = most; distinct >= stage; distinct--) {
            text = "IFERROR(MATCH(modelKey&\"/\"&pipelineParallel&\"/" + stage + "/" + distinct + "\",p_id,0)," + text
                    + ")";
        }
        return text;
    }

    private void addRuns(Formulas formulas, LiveInputs inputs, String name, Section section, String running) {
        List<Scope> rows = new ArrayList<>();
        for (List<Scope> stage : stages) {
            Scope held = stage.get(0);
            Scope of = new Scope(book, formulas, section, held.row(), scope, inputs);
            of.give("running", running);
            of.give("passed", held);
            rows.add(of);
            stage.add(of);
        }
        scope.addChildren(name, rows);
    }

    int row() {
        return scope.row();
    }

    Object value(String name) {
        return scope.of(name);
    }

    String reference(String name, String sheet) {
        return RowText.in(scope.reference(name, new Scope.Print(sheet, RowReference.FIXED, 0)), scope.row());
    }

    /** A formula of names with their cells in place, to stand on a sheet. */
    String formula(String text, String sheet) {
        return parsed(text).text(name -> reference(name, sheet));
    }

    Object valueOf(String text) {
        return parsed(text).value(scope);
    }

    private Formula parsed(String text) {
        return book.formula(text);
    }

    /** A line of a form shares no cell with another. */
    private RowKind kind() {
        return new RowKind(0, book.steps().width(), 0);
    }

    /** The lines, the first of them with further cells at its end. */
    List<HiddenSheet> lines(List<LiveCell> further) {
        @Nullable LiveCell[] cells = new LiveCell[book.steps().width() + further.size()];
        scope.fill(cells, kind());
        List<HiddenSheet> lines = new ArrayList<>();
        for (List<Scope> stage : stages) {
            boolean own = stage.get(0).row() == scope.row();
            @Nullable LiveCell[] line = own ? cells : new LiveCell[book.steps().width()];
            stage.forEach(section -> section.fill(line, kind()));
            if (!own) {
                lines.add(LiveForm.line(stage.get(0).row(), line));
            }
        }
        for (int i = 0; i < further.size(); i++) {
            cells[book.steps().width() + i] = further.get(i);
        }
        lines.add(0, LiveForm.line(scope.row(), Arrays.copyOf(cells, cells.length)));
        return lines;
    }
}
