package dev.sweepbook.live;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.LiveModels;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of one workbook. A result of a scenario is a formula over the steps of its row on a hidden sheet, a step
 * one over the inputs and over tables of models, devices, formats and calibrations. Whatever a formula gives is checked
 * against the estimate as it is written: a cell whose formula gives something else keeps its value.
 */
public final class LiveBook {
    /** Most scenarios of a workbook that is worked out by formulas. */
    public static final int MOST_SCENARIOS = 2_000;

    /** Numbers of pipeline stages a form offers besides the sweep's. */
    private static final List<Long> FURTHER_DEGREES = List.of(2L, 4L, 8L);

    /** Name of the sheet of steps. */
    public static final String STEPS = "_steps";

    private final BookColumns columns;
    private final Set<String> live;
    private final Map<String, Calibration> calibrations;
    private final Macros macros;
    private final LivePlan plan;
    private final List<LiveTable> tables = new ArrayList<>();
    private final StepColumns steps;
    private final Map<String, RowKind> kinds = new HashMap<>();
    private final Map<Formulas, Map<Section, Bindings>> bindings = new EnumMap<>(Formulas.class);
    private final Map<String, Formula> formulas = new HashMap<>();
    private final List<Shown> shown = new ArrayList<>();
    private final List<InputCell> inputCells = new ArrayList<>();
    private final int scenarios;
    private int rows = 1;
    private int furtherRows;
    private final Map<String, Integer> kept = new TreeMap<>();
    private final MadeFor madeFor;
    private final ByNumber byNumber;
    private final ModelRows models;
    private final List<ModelArchitecture> ofFile;
    private final List<Long> degrees;

    /**
     * The formulas of a workbook without rows yet.
     *
     * @param file what is asked
     * @param columns the workbook's columns
     * @param scenarios how many scenarios there are
     * @param onScenarios places of the columns that stand on the sheet of scenarios, in the order of its columns
     */
    public LiveBook(SweepFile file, List<Column> columns, int[] onScenarios, int scenarios) {
        this.scenarios = scenarios;
        this.byNumber = new ByNumber(this, scenarios + 1);
        this.columns = new BookColumns(columns, onScenarios);
        this.calibrations = file.calibrations();
        this.models = new ModelRows(this.columns.modelKeys());
        this.ofFile = file.models();
        this.degrees = Columns.valuesOf(Axis.PIPELINE_PARALLEL, file).stream()
                .map(Long.class::cast)
                .sorted()
                .toList();
        Set<Formulas> used = EnumSet.noneOf(Formulas.class);
        Columns.valuesOf(Axis.FORMULAS, file).forEach(value -> used.add((Formulas) value));
        boolean hasExperts =
                !this.columns.modelKeys().isEmpty() || file.models().stream().anyMatch(LiveBook::hasExperts);
        this.macros = new Macros(this.columns.askedOfDevices(), models.key(), hasExperts);
        List<String> outputs = this.columns.outputs();
        this.live = Set.copyOf(outputs);
        this.plan = new LivePlan(used, outputs, macros);
        this.steps = new StepColumns(plan);
        tables.add(HardwareColumns.table(file));
        tables.add(FormatRows.formats());
        tables.add(FormatRows.calibrations(file.calibrations()));
        tables.addAll(models.tables());
        this.madeFor = new MadeFor(file, this.columns.all(), onScenarios, scenarios);
        for (Column column : columns) {
            shown.add(Shown.of(column, live.contains(column.id()), plan));
        }
    }

    private static boolean hasExperts(ModelArchitecture model) {
        return LiveModels.model(model, 1).parts().stream()
                .anyMatch(part -> !part.experts().isEmpty());
    }

    /**
     * How many scenarios hold an input other than the one they were made for, where formulas work them out.
     *
     * @return the formula
     */
    public String editedScenarios() {
        String edited = steps.letters(Section.SCENARIO, "edited");
        String priced = steps.letters(Section.SCENARIO, "priced");
        int last = scenarios + 1;
        return "SUMPRODUCT(--(" + STEPS + "!" + edited + "2:" + edited + last + "+" + STEPS + "!" + priced + "2:"
                + priced + last + ">0))";
    }

    /**
     * The formulas of a scenario.
     *
     * @param row the scenario
     * @param cells its cells as they are shown
     * @return its formulas, to be written before the next is asked for
     */
    public LiveRow row(Row row, ShownCells cells) {
        return new LiveRow(this, row, cells);
    }

    /**
     * The formulas of a form beside the scenarios, which must all have been written. It can pick each of the file's models
     * as a whole, and each that scenarios made by setting fields.
     *
     * @param form where it stands
     * @param row the scenario it begins with
     * @param cells that scenario's cells as they are shown
     * @return its formulas
     */
    public LiveForm form(LiveForm.Form form, Row row, ShownCells cells) {
        return new LiveForm(this, form, row.scenario().method().formulas(), cells);
    }

    /**
     * Lays the models out for a form.
     *
     * @return the numbers of pipeline stages that one model or another is laid out on, rising
     */
    public SortedSet<Long> layOut() {
        boolean roofline = plan.sets().contains(Formulas.ROOFLINE);
        if (models.hasNoFields()) {
            ofFile.forEach(model -> models.know(model.id(), model));
        }
        models.layOut(roofline ? degrees : List.of(), roofline ? FURTHER_DEGREES : List.of());
        return models.degrees();
    }

    /**
     * The results that some formula set of the workbook works out.
     *
     * @return ids of their columns
     */
    public Set<String> workedOut() {
        Set<String> ids = new TreeSet<>();
        for (String id : live) {
            if (plan.sets().stream().anyMatch(set -> plan.output(set, id) != null)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /**
     * Whether scenarios make models of their own, so that each row is to be met.
     *
     * @return whether a field of a model is set by an axis
     */
    public boolean meetsModels() {
        return !models.hasNoFields();
    }

    /**
     * Takes in what a scenario makes of its model by setting fields, where no row of the workbook does.
     *
     * @param row the scenario
     * @param cells its cells as they are shown
     */
    public void meet(Row row, ShownCells cells) {
        if (meetsModels()) {
            models.know(
                    new ScenarioInputs(this, cells, 0).modelKey(),
                    row.scenario().model());
        }
    }

    /**
     * How many cells keep their values because their formula gives something else, by column.
     *
     * @return column id to number of cells
     */
    public Map<String, Integer> kept() {
        return kept;
    }

    void keep(String column) {
        kept.merge(column, 1, Integer::sum);
    }

    /**
     * The hidden sheets besides those of steps.
     *
     * @return the sheets, in order
     */
    public List<HiddenSheet> tables() {
        models.finish();
        List<HiddenSheet> sheets = new ArrayList<>(madeFor.sheets());
        for (LiveTable table : tables) {
            sheets.add(new HiddenSheet(table.sheet(), 1, table.columns(), table.rows()));
        }
        return sheets;
    }

    /**
     * The columns of each sheet of steps.
     *
     * @return sheet to its headers, in the order of the tabs; one without columns is not there
     */
    public Map<String, List<String>> stepSheets() {
        Map<String, List<String>> sheets = new LinkedHashMap<>();
        sheets.put(madeFor.head().name(), madeFor.head().heads());
        sheets.put(STEPS, steps.heads());
        return sheets;
    }

    /**
     * Names that formulas use, and what each stands for.
     *
     * @return name to reference
     */
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        tables.forEach(table -> names.putAll(table.names()));
        names.putAll(madeFor.names());
        names.putAll(byNumber.names());
        tables.stream()
                .filter(table -> table.sheet().equals(HardwareColumns.SHEET))
                .forEach(table -> names.put(
                        HardwareColumns.PREFIX + "best",
                        table.range(table.letters("best1"), table.letters(HardwareColumns.lastBest()))));
        return names;
    }

    /** Whether sequences that find no room wait, by the calibration of a scenario. */
    boolean queues(Scenario scenario) {
        Calibration calibration = calibrations.get(scenario.method().calibration());
        return calibration != null
                && calibration
                        .of(scenario.method().engine(), MemoryClass.of(scenario.hardware()))
                        .scheduling()
                        .queues();
    }

    Macros macros() {
        return macros;
    }

    LivePlan plan() {
        return plan;
    }

    ModelRows models() {
        return models;
    }

    MadeFor madeFor() {
        return madeFor;
    }

    /** How sheets of results find the cells of a scenario. */
    ByNumber byNumber() {
        return byNumber;
    }

    /** The workbook's columns. */
    BookColumns columns() {
        return columns;
    }

    /** The columns of the sheet of steps. */
    StepColumns steps() {
        return steps;
    }

    /** What rows whose steps stand alike share. */
    RowKind kind(String kind) {
        return kinds.computeIfAbsent(
                kind,
                any -> new RowKind(
                        kinds.size() + 1, steps.width(), columns.all().size()));
    }

    /** What names are in a section. */
    Bindings bindings(Formulas set, Section section) {
        return bindings.computeIfAbsent(set, any -> new EnumMap<>(Section.class))
                .computeIfAbsent(section, any -> new Bindings(this, set, any));
    }

    /** A formula that is no step. */
    Formula formula(String text) {
        return formulas.computeIfAbsent(text, any -> Formula.of(macros.expand(any), plan.names()));
    }

    /** Puts the inputs that steps read into their columns. */
    void inputCells(LiveInputs inputs, int row, @Nullable LiveCell[] cells) {
        List<InputCell> known = inputs.isForm() ? new ArrayList<>() : inputCells;
        if (known.isEmpty()) {
            plan.inputs().forEach(name -> known.add(InputCell.of(name, this, inputs)));
        }
        for (InputCell cell : known) {
            cells[cell.place()] = new LiveCell(cell.in(row, inputs), "");
        }
    }

    /** How a column is shown. */
    Shown shown(int column) {
        return shown.get(column);
    }

    /** The next scenario's row. */
    int nextRow() {
        return ++rows;
    }

    /** The next row behind those of all scenarios. */
    int nextFurtherRow() {
        return scenarios + 1 + ++furtherRows;
    }

    /** The table one of whose columns a name stands for, or null where it stands for none. */
    @Nullable
    LiveTable table(String name) {
        for (LiveTable table : tables) {
            if (table.column(name) >= 0) {
                return table;
            }
        }
        return null;
    }

    boolean isTable(String name) {
        return name.equals(HardwareColumns.PREFIX + "best");
    }
}
