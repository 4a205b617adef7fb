package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.template.Block;
import dev.sweepbook.template.FilledTemplate;
import dev.sweepbook.template.TemplatePlan;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The lines a template has room for, gathered while rows come, and the template with these lines in their places. */
final class TemplateBlocks implements Closeable {
    private final TemplatePlan plan;
    private final List<Column> columns;
    private final ColumnShape[] shapes;
    private final Styles styles;
    private final @Nullable Path folder;
    private final UnaryOperator<String> run;
    private final BlockRows.Known known;
    private final List<BlockRows> perScenario = new ArrayList<>();
    private final List<BlockRows> all = new ArrayList<>();
    private final Map<TemplatePlan.Watched, WholeColumn> whole = new LinkedHashMap<>();

    /** A column of a sheet that is filled as a whole, drawn by charts of the template. */
    private record WholeColumn(int column, List<@Nullable Object> values) {}

    TemplateBlocks(
            TemplatePlan plan,
            SweepFile file,
            RunFacts facts,
            List<Column> columns,
            ColumnShape[] shapes,
            Styles styles,
            @Nullable Path folder) {
        this.plan = plan;
        this.columns = columns;
        this.shapes = shapes;
        this.styles = styles;
        this.folder = folder;
        Map<String, String> names = Map.of(
                "run.name", file.name(),
                "run.description", file.description(),
                "run.tool_version", facts.toolVersion());
        this.run = name -> names.getOrDefault(name, "");
        this.known = new BlockRows.Known(
                columns.stream().map(Column::id).toList(),
                columns.stream().map(Column::header).toList(),
                columns.stream().map(Column::title).toList());
        for (Block block : plan.blocks()) {
            if (block.lines() == null) {
                BlockRows rows = new BlockRows(block, known, styles, run, folder);
                plan.watched().forEach(rows::draw);
                perScenario.add(rows);
                all.add(rows);
            }
        }
    }

    /** Keeps the columns of a sheet that charts of the template draw; {@code shown} are the places of its columns. */
    void drawWhole(String sheet, int[] shown) {
        for (TemplatePlan.Watched watched : plan.watched()) {
            if (watched.sheet().equalsIgnoreCase(sheet) && watched.column() <= shown.length) {
                whole.put(watched, new WholeColumn(shown[watched.column() - 1], new ArrayList<>()));
            }
        }
    }

    /** Whether rows are repeated in it or drawn. */
    boolean takesRows() {
        return !perScenario.isEmpty() || !whole.isEmpty();
    }

    void row(RowValues values) throws IOException {
        for (BlockRows rows : perScenario) {
            rows.line(column -> value(values, column), id -> text(values, known.byId(id)));
        }
        for (WholeColumn column : whole.values()) {
            if (column.values().size() < BlockRows.MOST_DRAWN) {
                column.values().add(value(values, column.column()));
            }
        }
    }

    private @Nullable Object value(RowValues values, int column) {
        if (columns.get(column).value() instanceof Column.Measure) {
            double number = values.number(column);
            return Double.isNaN(number) ? null : (Object) number;
        }
        Boolean flag = values.flag(column);
        return flag == null ? values.text(column) : flag;
    }

    /** A value inside a text: numbers to four figures, written out. */
    private String text(RowValues values, int column) {
        Object value = column < 0 ? null : value(values, column);
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? String.format(Locale.ROOT, "%,d", number.longValue())
                    : new java.math.BigDecimal(number)
                            .round(new java.math.MathContext(4))
                            .stripTrailingZeros()
                            .toPlainString();
        }
        return value == null ? "" : value.toString();
    }

    /** Gives the blocks that show a sheet's lines these lines. */
    void table(TableSheet table) throws IOException {
        for (Block block : plan.blocks()) {
            if (block.lines() != null && block.lines().title().equals(table.name())) {
                List<String> heads =
                        table.heads().stream().map(TableSheet.Head::title).toList();
                BlockRows rows = new BlockRows(block, new BlockRows.Known(heads, heads, heads), styles, run, folder);
                plan.watched().forEach(rows::draw);
                all.add(rows);
                for (List<@Nullable Object> line : table.lines()) {
                    rows.line(line::get, id -> "");
                }
            }
        }
    }

    /** Chooses the formats of numbers, where the template leaves that to the report. */
    void fix() {
        for (BlockRows rows : perScenario) {
            rows.stylesByColumn().forEach((column, places) -> {
                if (column >= 0 && columns.get(column).value() instanceof Column.Measure) {
                    places.forEach(place -> styles.format(place, shapes[column].format()));
                }
            });
        }
    }

    boolean keeps(SheetPart sheet) {
        return keeps(sheet.name());
    }

    /** Whether a sheet of this name stays as the template has it. */
    boolean keeps(String sheet) {
        return plan.keeps(sheet);
    }

    /** What the reader should know: which sheets of the template do not show every scenario. */
    List<String> remarks() {
        Map<String, Long> leftOut = new LinkedHashMap<>();
        perScenario.stream()
                .filter(rows -> rows.leftOut() > 0)
                .forEach(rows -> leftOut.put(rows.block().sheet(), rows.leftOut()));
        return leftOut.entrySet().stream()
                .map(sheet -> String.format(
                        Locale.ROOT,
                        "sheet %s of the template has no room for the last %,d scenarios; the report's own sheets have all",
                        sheet.getKey(),
                        sheet.getValue()))
                .toList();
    }

    /** The template with room for the report, and the rows that come into it. */
    Filled fill(List<SheetPart> sheets) throws IOException {
        Map<String, String> titles = new HashMap<>();
        Columns.always().forEach(column -> titles.put(column.id(), column.header()));
        columns.forEach(column -> titles.put(column.id(), column.header()));
        FilledTemplate filling = new FilledTemplate(plan, run, id -> titles.getOrDefault(id, id));
        for (SheetPart sheet : sheets) {
            filling.whole(sheet.name(), sheet.isTable() ? sheet.lastRow() : 0);
        }
        for (Block block : plan.blocks()) {
            if (all.stream().noneMatch(rows -> rows.block().equals(block))) {
                all.add(new BlockRows(block, known, styles, run, folder)); // nothing to show in this run
            }
        }
        for (BlockRows rows : all) {
            filling.lines(rows.block(), rows.lines());
            rows.drawn().forEach(filling::values);
        }
        whole.forEach((watched, column) -> filling.values(watched, column.values()));
        FilledTemplate.Filled filled = filling.fill(styles.count());
        Map<String, List<Rows>> rows = new HashMap<>();
        for (FilledTemplate.Room room : filled.rooms()) {
            rows.computeIfAbsent(room.part(), part -> new ArrayList<>()).add(new Rows(room.firstRow(), lines(room)));
        }
        return new Filled(filled.parts(), rows);
    }

    private DeflatedPart lines(FilledTemplate.Room room) throws IOException {
        for (BlockRows rows : all) {
            if (rows.block().equals(room.block())) {
                return rows.rows(room, folder);
            }
        }
        throw new IllegalStateException("a block without lines");
    }

    /** Whether a sheet of charts is the template's own: one of a report comes with a sheet of their data. */
    boolean hasOwnCharts() {
        return plan.hasSheet(ChartsSheet.CHARTS) && !plan.hasSheet(ChartsSheet.DATA);
    }

    /** Whether the template has formulas, which know nothing yet of what the report brings. */
    boolean calculates() {
        return plan.calculates();
    }

    Map<String, Integer> styleNames() {
        return plan.styleNames();
    }

    /** Rows, and the number of the first, in whose place the template has one empty row. */
    record Rows(int first, DeflatedPart rows) {}

    /**
     * A template with room for a report.
     *
     * @param parts name to content
     * @param rows those that come into its sheets, by the name of the part, from top to bottom
     */
    record Filled(Map<String, byte[]> parts, Map<String, List<Rows>> rows) {}

    @Override
    public void close() throws IOException {
        for (BlockRows rows : all) {
            rows.close();
        }
    }
}
