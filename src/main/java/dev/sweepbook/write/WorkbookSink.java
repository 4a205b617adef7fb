package dev.sweepbook.write;

import dev.sweepbook.live.LiveBook;
import dev.sweepbook.live.LiveForm;
import dev.sweepbook.report.BookKind;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.HardwareTable;
import dev.sweepbook.report.ModelTable;
import dev.sweepbook.report.Overview;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.SheetColumns;
import dev.sweepbook.report.Summary;
import dev.sweepbook.report.SummaryBuilder;
import dev.sweepbook.report.WhatIf;
import dev.sweepbook.sweep.KeptScenarios;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.ScenarioCount;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.template.TemplatePlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * Writes an Excel workbook. Rows are formatted and deflated as they come; what a sheet's head needs of all of them is
 * gathered on the way. The file itself is written by {@link #finish()}.
 */
public final class WorkbookSink implements Sink {
    /** Rows of a sheet in Excel, without the header. */
    public static final int MOST_ROWS = 1_048_575;

    private final OutputStream out;
    private final SweepFile file;
    private final List<Column> columns;
    private final RunFacts facts;
    private final Styles styles = new Styles();
    private final ColumnShape[] shapes;
    private final ColumnShape[] unseen; // of rows that another thread shows
    private final RowValues values; // of rows that no sheet shows
    private final Vocabulary vocabulary;
    private final ScenarioRows shown;
    private final List<SheetPart> written = new ArrayList<>();
    private final Overview overview;
    private final SummaryBuilder summary;
    private final boolean bestOnly;
    private final @Nullable TemplateBlocks template;
    private final LiveBook book;
    private final boolean isLive;
    private final HiddenSheets hidden;
    private final Set<Long> shownBest = new HashSet<>();

    /**
     * A workbook without rows yet.
     *
     * @param out takes the bytes; closed with the sink
     * @param file what is asked
     * @param columns what is shown
     * @param facts what produces the workbook
     * @param temporary folder for rows that outgrow the memory, or null for the system's own
     */
    public WorkbookSink(
            OutputStream out, SweepFile file, List<Column> columns, RunFacts facts, @Nullable Path temporary) {
        this(out, file, columns, facts, null, temporary, MOST_ROWS);
    }

    /**
     * A workbook without rows yet, made from a template.
     *
     * @param out takes the bytes; closed with the sink
     * @param file what is asked
     * @param columns what is shown
     * @param facts what produces the workbook
     * @param plan what of the template is filled, or null where there is no template
     * @param temporary folder for rows that outgrow the memory, or null for the system's own
     */
    public WorkbookSink(
            OutputStream out,
            SweepFile file,
            List<Column> columns,
            RunFacts facts,
            @Nullable TemplatePlan plan,
            @Nullable Path temporary) {
        this(out, file, columns, facts, plan, temporary, MOST_ROWS);
    }

    WorkbookSink(
            OutputStream out,
            SweepFile file,
            List<Column> columns,
            RunFacts facts,
            @Nullable TemplatePlan plan,
            @Nullable Path temporary,
            int mostRows) {
        this.out = out;
        this.file = file;
        int scenarios = KeptScenarios.count(file, LiveBook.MOST_SCENARIOS);
        this.isLive = mostRows > LiveBook.MOST_SCENARIOS && scenarios <= LiveBook.MOST_SCENARIOS;
        this.columns = isLive ? withMark(columns) : List.copyOf(columns);
        this.facts = facts;
        this.values = new RowValues(this.columns);
        this.overview = new Overview(file, columns);
        this.summary = new SummaryBuilder(file, facts, isLive ? BookKind.LIVING : BookKind.VALUES, overview);
        this.bestOnly = ScenarioCount.showsBestOnly(file);
        this.shapes = new ColumnShape[this.columns.size()];
        this.unseen = new ColumnShape[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = new ColumnShape(this.columns.get(i), styles);
            unseen[i] = shapes[i].another();
        }
        int formulaRows = isLive ? scenarios : 0;
        this.book = new LiveBook(file, this.columns, SheetColumns.of(Sheet.SCENARIOS, this.columns), formulaRows);
        this.hidden = new HiddenSheets(book, formulaRows, temporary);
        boolean shares = !isLive && !bestOnly && (plan == null || !plan.sharesTexts());
        this.vocabulary = shares ? Vocabulary.of(file, this.columns) : Vocabulary.none();
        this.shown = new ScenarioRows(this.columns, shapes, mostRows, formulaRows, vocabulary, temporary);
        this.template =
                plan == null ? null : new TemplateBlocks(plan, file, facts, this.columns, shapes, styles, temporary);
        if (template != null) {
            shown.sheets().forEach((sheet, whole) -> template.drawWhole(sheet.title(), whole.shown()));
        }
    }

    /** The columns and, behind what names a scenario, the one that says which rows are out of date. */
    private static List<Column> withMark(List<Column> columns) {
        List<Column> all = new ArrayList<>(columns);
        all.add(Math.min(SheetColumns.FIRST.size(), all.size()), Columns.RUN_AGAIN);
        return List.copyOf(all);
    }

    /**
     * The rows of the sheets where several threads may encode them; then {@link #look} takes each row too.
     *
     * @return what takes them in chunks, or null where they are taken one by one
     */
    public @Nullable ChunkedRows chunked() {
        return isLive || bestOnly ? null : shown.chunked();
    }

    @Override
    public void row(Row row) throws IOException {
        if (!bestOnly) {
            show(row);
        }
        look(row);
    }

    /**
     * Takes a row for what is said of all of them, in their order.
     *
     * @param row valid only during the call
     * @throws IOException where a template's own rows cannot be kept
     */
    public void look(Row row) throws IOException {
        overview.accept(row);
        if (isLive || bestOnly) {
            return;
        }
        TemplateBlocks fills = template != null && template.takesRows() ? template : null;
        boolean meets = book.meetsModels();
        if (fills != null || meets) {
            values.read(row, unseen);
        }
        if (meets) {
            book.meet(row, values);
        }
        if (fills != null) {
            fills.row(values);
        }
    }

    /**
     * Takes what was gathered of all rows elsewhere, instead of the rows. Enough where the sheets hold the best alone:
     * these few are estimated once more. Sheets that hold every row need the rows.
     *
     * @param all of the same file
     */
    public void look(Overview all) {
        if (!bestOnly) {
            throw new IllegalStateException("the sheets hold every row");
        }
        overview.add(all);
    }

    private void show(Row row) throws IOException {
        if (bestOnly) {
            shownBest.add(row.number());
        }
        RowValues cells = isLive ? shown.formulas(row, book, hidden) : shown.values(row);
        if (bestOnly && !isLive) {
            book.meet(row, cells);
        }
        if (template != null && (isLive || bestOnly)) {
            template.row(cells);
        }
    }

    @Override
    public void finish() throws IOException {
        if (bestOnly) {
            summary.forEachBest(this::show);
        }
        long held = shown.finish();
        WhatIfSheet whatIf = whatIf();
        for (ColumnShape shape : shapes) {
            shape.fix(styles);
        }
        Reference reference = new Reference(styles, template);
        Summary found = summary.build(held);
        ChartsSheet charts = new ChartsSheet(found.graphs(), styles);
        boolean drawn = !found.graphs().isEmpty() && (template == null || !template.hasOwnCharts());
        if (drawn) {
            written.add(charts.sheet());
        }
        Map<Sheet, List<SheetPart>> perScenario = new EnumMap<>(Sheet.class);
        for (Map.Entry<Sheet, ScenarioSheet> sheet : shown.sheets().entrySet()) {
            List<SheetPart> parts = sheet.getValue().finish();
            perScenario.put(sheet.getKey(), parts);
            written.addAll(parts);
            if (sheet.getKey() == Sheet.SCENARIOS) {
                reference.table(ModelTable.of(file)).ifPresent(written::add);
                reference.table(HardwareTable.of(file)).ifPresent(written::add);
            }
        }
        if (whatIf != null) {
            LiveForm form = book.form(whatIf.form(), whatIf.row(), whatIf.values());
            written.add(whatIf.finish(form, perScenario));
            hidden.form(form);
        }
        reference.equations(columns, summary.formulas()).ifPresent(written::add);
        reference.sources(file).ifPresent(written::add);
        reference.errata(overview.errata().lines()).ifPresent(written::add);
        reference.problems(overview.problems().lines(file)).ifPresent(written::add);
        List<String> names = written.stream().map(SheetPart::name).toList();
        SummarySheet first = new SummarySheet(
                found, styles, names, isLive ? SummarySheet.editedSince(book.editedScenarios(), held) : null);
        written.add(0, first.finish());
        if (drawn) {
            written.add(charts.data());
        }
        WorkbookFile workbook = new WorkbookFile(file.name(), "Sweepbook " + facts.toolVersion(), styles);
        workbook.share(vocabulary);
        workbook.define(BookNames.of(written, overview.rows(), bestOnly));
        workbook.define(BookNames.of(file, facts));
        if (template != null) {
            template.fix();
            workbook.begin(template);
        }
        int visible = written.size();
        List<SheetPart> all = new ArrayList<>(written);
        boolean calculates = isLive || whatIf != null;
        if (calculates) {
            all.addAll(hidden.finish());
            workbook.define(book.names());
            workbook.define(hidden.names());
        }
        workbook.write(all, out, made -> {
            first.addTo(made);
            if (drawn) {
                charts.addTo(made);
            }
            if (whatIf != null && (template == null || !template.keeps(Sheet.WHAT_IF.title()))) {
                whatIf.addTo(made);
            }
            if (calculates) {
                made.setForceFormulaRecalculation(true);
                hidden.addTo(made);
            }
            for (int i = visible; i < all.size(); i++) {
                made.setSheetVisibility(made.getSheetIndex(all.get(i).name()), SheetVisibility.HIDDEN);
            }
        });
        out.flush();
    }

    /** How many cells keep their values because their formula gives something else, by column. */
    Map<String, Integer> kept() {
        if (!isLive) {
            throw new IllegalStateException("holds values alone");
        }
        return book.kept();
    }

    /** The sheet of a free estimate, beginning with the scenario the summary leads with; null where there is none. */
    private @Nullable WhatIfSheet whatIf() {
        Row row = summary.leading().orElse(null);
        if (row == null) {
            return null;
        }
        RowValues first = new RowValues(columns);
        first.read(row, shapes);
        WhatIf content = WhatIf.of(file, columns, summary.formulas(), row, book.layOut(), book.workedOut());
        return new WhatIfSheet(
                content,
                columns,
                new WhatIfSheet.First(row, first, !bestOnly || shownBest.contains(row.number())),
                styles);
    }

    /**
     * The sheets of the finished workbook with their rows, for a manifest.
     *
     * @return name to number of rows without the header, in the order of the tabs; empty before {@link #finish()}
     */
    public Map<String, Integer> sheetRows() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (SheetPart sheet : written) {
            counts.put(sheet.name(), sheet.lastRow() - sheet.table().frozenRows());
        }
        return counts;
    }

    /**
     * Bytes of the rows taken so far, as they are going to be in the file.
     *
     * @return how many, what is still in a chunk left out
     */
    public long bytesSoFar() {
        return shown.bytes();
    }

    /**
     * What the reader should know of the sheets of the template.
     *
     * @return sentences
     */
    public List<String> remarks() {
        return template == null ? List.of() : template.remarks();
    }

    /**
     * The scenarios taken so far.
     *
     * @return rows
     */
    public long rows() {
        return overview.rows();
    }

    @Override
    public void close() throws IOException {
        if (template != null) {
            template.close();
        }
        shown.close();
        for (SheetPart sheet : written) {
            sheet.rows().close();
        }
        hidden.close();
        out.close();
    }
}
