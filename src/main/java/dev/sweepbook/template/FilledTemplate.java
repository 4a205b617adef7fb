package dev.sweepbook.template;

import dev.sweepbook.ooxml.FormulaRows;
import dev.sweepbook.ooxml.Placeholders;
import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.template.Block.BlockCell;
import dev.sweepbook.template.TemplateParts.SheetTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A template on its way to a report: told how many lines come where, it gives its parts with room for them. */
public final class FilledTemplate {
    private final TemplatePlan plan;
    private final UnaryOperator<String> run;
    private final UnaryOperator<String> title;
    private final Moves moves = new Moves();
    private final Set<String> whole = new HashSet<>();
    private final Map<Block, Integer> lines = new LinkedHashMap<>();
    private final Map<TemplatePlan.Watched, List<@Nullable Object>> values = new HashMap<>();

    /**
     * A template that has no lines yet.
     *
     * @param plan what it has room for
     * @param run what stands for the run, by the names {@code run.…}
     * @param title the header of a column, by its id
     */
    public FilledTemplate(TemplatePlan plan, UnaryOperator<String> run, UnaryOperator<String> title) {
        this.plan = plan;
        this.run = run;
        this.title = title;
    }

    /**
     * The parts of a template with room for a report.
     *
     * @param parts name to content
     * @param rooms where the lines of each block come
     */
    public record Filled(Map<String, byte[]> parts, List<Room> rooms) {}

    /**
     * Where the lines of a block come.
     *
     * @param block whose
     * @param part the part of the sheet
     * @param firstRow row of the first line, from 1; the part has an empty row of this number, to be replaced
     * @param rows how many rows come, at least as many as have something else in them
     * @param formulas of the cells of the first line, null where a cell has none
     * @param others what else stands in the rows, by row from 0: column to the XML of the cell
     */
    public record Room(
            Block block,
            String part,
            int firstRow,
            int rows,
            List<@Nullable String> formulas,
            List<NavigableMap<Integer, String>> others) {}

    /**
     * Says how many lines a block gets.
     *
     * @param block one of the plan's
     * @param count how many, 0 for none
     */
    public void lines(Block block, int count) {
        lines.put(block, Math.max(1, count));
    }

    /**
     * Says how far a sheet reaches that is filled as a whole.
     *
     * @param sheet its name
     * @param lastRow the last row of its table, from 1; 0 where it is none
     */
    public void whole(String sheet, int lastRow) {
        whole.add(sheet.toLowerCase(Locale.ROOT));
        plan.whole().forEach((name, last) -> {
            if (lastRow > 0 && name.equalsIgnoreCase(sheet)) {
                moves.add(name, new Moves.Grown(2, last, Math.max(1, lastRow - 1), 0));
            }
        });
    }

    /**
     * Says what stands in a column that charts draw.
     *
     * @param column sheet and column
     * @param shown numbers and text from the first line on, null where empty
     */
    public void values(TemplatePlan.Watched column, List<@Nullable Object> shown) {
        values.put(column, shown);
    }

    /**
     * The parts, once all is said.
     *
     * @param styles cell styles the report puts before the template's own, behind the first
     * @return the parts
     * @throws IOException where the template cannot be read, which was read before
     */
    public Filled fill(int styles) throws IOException {
        try {
            TemplateParts book = new TemplateParts(plan.parts());
            return fill(book, styles);
        } catch (Refused e) {
            throw new IOException(e.fault().text(), e);
        }
    }

    private Filled fill(TemplateParts book, int styles) throws IOException, Refused {
        Map<String, SheetRows> rows = new HashMap<>();
        for (SheetTree sheet : book.sheets()) {
            if (sheet.isWorksheet()) {
                rows.put(sheet.name(), new SheetRows(book.tree(sheet.part()), book.strings()));
            }
        }
        rows.forEach(this::measure);
        List<Room> rooms = new ArrayList<>();
        for (SheetTree sheet : book.sheets()) {
            SheetRows cells = rows.get(sheet.name());
            if (cells != null) {
                SheetFilling filling = new SheetFilling(book, sheet, cells, moves);
                boolean known = plan.whole().containsKey(sheet.name());
                if (known || (whole.contains(sheet.name().toLowerCase(Locale.ROOT)) && !plan.keeps(sheet.name()))) {
                    filling.empty(!known);
                    filling.restyle(styles);
                    filling.move();
                    continue;
                }
                runNames(cells);
                headers(sheet.name(), cells);
                filling.restyle(styles);
                filling.move();
                for (Block block : plan.blocks()) {
                    if (block.sheet().equalsIgnoreCase(sheet.name())) {
                        rooms.add(room(block, sheet, cells));
                    }
                }
                filling.moveRows();
            }
        }
        new BookFilling(book, moves, this::header, values).fill(plan, styles);
        return new Filled(book.written(), rooms);
    }

    /** How the blocks of a sheet grow; rows in which something else stands stay. */
    private void measure(String sheet, SheetRows cells) {
        for (Block block : plan.blocks()) {
            if (block.sheet().equalsIgnoreCase(sheet)) {
                int kept = 0;
                for (int row = block.firstRow() + 1; row <= block.lastRow(); row++) {
                    kept = others(block, row, cells).isEmpty() ? kept : row - block.firstRow() + 1;
                }
                moves.add(
                        block.sheet(),
                        new Moves.Grown(block.firstRow(), block.lastRow(), lines.getOrDefault(block, 1), kept));
            }
        }
    }

    private static NavigableMap<Integer, Element> others(Block block, int row, SheetRows cells) {
        NavigableMap<Integer, Element> others = new TreeMap<>(cells.cells(row));
        block.cells().forEach(cell -> others.remove(cell.column()));
        return others;
    }

    private Room room(Block block, SheetTree sheet, SheetRows cells) {
        List<NavigableMap<Integer, String>> others = new ArrayList<>();
        for (int row = block.firstRow(); row <= block.lastRow(); row++) {
            NavigableMap<Integer, String> written = new TreeMap<>();
            int to = moves.start(block.sheet(), block.firstRow()) + row - block.firstRow();
            others(block, row, cells).forEach((column, cell) -> written.put(column, SheetFilling.xml(cell, to)));
            others.add(written);
        }
        while (!others.isEmpty() && others.get(others.size() - 1).isEmpty()) {
            others.remove(others.size() - 1);
        }
        List<@Nullable String> formulas = new ArrayList<>();
        for (BlockCell cell : block.cells()) {
            String formula = cell.formula();
            formulas.add(formula == null ? null : FormulaRows.moved(formula, block.sheet(), moves, false));
        }
        int first = moves.start(block.sheet(), block.firstRow());
        int count = Math.max(lines.getOrDefault(block, 1), others.size());
        return new Room(block, sheet.part(), first, count, formulas, others);
    }

    private void runNames(SheetRows cells) {
        for (int row : cells.rows().keySet()) {
            for (Element cell : cells.cells(row).values()) {
                String text = cells.text(cell);
                if (Placeholders.stand(text) && !TemplatePlan.namesColumn(text)) {
                    SheetRows.setText(cell, Placeholders.filled(text, run));
                }
            }
        }
    }

    private void headers(String sheet, SheetRows cells) {
        for (Block block : plan.blocks()) {
            for (BlockCell cell : block.cells()) {
                Element header = cells.cell(block.firstRow() - 1, cell.column());
                if (block.sheet().equalsIgnoreCase(sheet)
                        && header != null
                        && TemplatePlan.namesColumn(cell.header())) {
                    SheetRows.setText(header, header(cell.header()));
                }
            }
        }
    }

    /** A header with the titles of the columns it names. */
    private String header(String text) {
        return Placeholders.stand(text)
                ? Placeholders.filled(
                        text,
                        name -> name.toLowerCase(Locale.ROOT).startsWith("run.") ? run.apply(name) : title.apply(name))
                : text;
    }
}
