package dev.sweepbook.template;

import dev.sweepbook.ooxml.Area;
import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.template.Block.BlockCell;
import dev.sweepbook.template.TemplateParts.SheetTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Looks through a template for what a report fills.
 *
 * <ul>
 *   <li>A sheet with the name of one of the report's sheets is filled as a whole.
 *   <li>A table or a defined name {@code sb_…} gets the lines of that sheet, in the columns its headers name.
 *   <li>A row with placeholders of columns is repeated for each scenario.
 * </ul>
 */
final class PlanReader {
    private static final Set<Sheet> NO_TABLES = Set.of(Sheet.SUMMARY, Sheet.WHAT_IF);
    private static final Set<Sheet> READ_BACK = Set.of(Sheet.SCENARIOS, Sheet.MODELS, Sheet.HARDWARE);

    final Map<String, byte[]> parts;
    final List<Block> blocks = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    final Map<String, Integer> lastRows = new LinkedHashMap<>();
    final Map<String, Integer> styleNames = new HashMap<>();
    final Set<String> sheetNames = new TreeSet<>();
    final Set<TemplatePlan.Watched> watched = new LinkedHashSet<>();
    boolean calculates;
    boolean sharesTexts;

    private PlanReader(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    static TemplatePlan read(Map<String, byte[]> parts) {
        PlanReader reader = new PlanReader(parts);
        try {
            reader.look(new TemplateParts(parts));
        } catch (IOException | Refused e) {
            reader.faults.add(e instanceof Refused refused ? refused.fault().text() : String.valueOf(e.getMessage()));
        }
        return new TemplatePlan(reader);
    }

    private void look(TemplateParts book) throws IOException, Refused {
        sharesTexts = !book.strings().isEmpty();
        Map<String, SheetRows> rows = new HashMap<>();
        for (SheetTree sheet : book.sheets()) {
            sheetNames.add(sheet.name().toLowerCase(Locale.ROOT));
            if (sheet.isWorksheet()) {
                SheetRows cells = new SheetRows(book.tree(sheet.part()), book.strings());
                rows.put(sheet.name().toLowerCase(Locale.ROOT), cells);
                tables(book, sheet, cells);
                calculates |=
                        !whole(sheet.name()) && !Xml.all(cells.root(), "f").isEmpty();
            }
        }
        names(book, rows);
        for (SheetTree sheet : book.sheets()) {
            SheetRows cells = rows.get(sheet.name().toLowerCase(Locale.ROOT));
            if (cells != null) {
                placeholders(sheet.name(), cells);
            }
        }
        for (SheetTree sheet : book.sheets()) {
            SheetRows cells = rows.get(sheet.name().toLowerCase(Locale.ROOT));
            Sheet known = known(sheet.name());
            if (cells != null && known != null && blocks.stream().noneMatch(on(sheet.name()))) {
                lastRows.put(sheet.name(), Math.max(2, cells.lastFilled()));
            } else if (known != null && (NO_TABLES.contains(known) || READ_BACK.contains(known))) {
                faults.add(sheet.name() + ": is filled as a whole, since "
                        + (NO_TABLES.contains(known) ? "it is no table" : "reports are read back from it")
                        + "; put rows and tables of your own on a sheet of another name");
            }
        }
        join();
        styles(book);
        watched.addAll(ChartSources.of(book));
    }

    private void styles(TemplateParts book) throws IOException, Refused {
        String part = book.find(book.main(), "styles");
        if (part != null) {
            for (Element style : Xml.all(book.tree(part).getDocumentElement(), "cellStyle")) {
                styleNames.put(style.getAttribute("name").toLowerCase(Locale.ROOT), Xml.number(style, "xfId", 0));
            }
        }
    }

    static Predicate<Block> on(String sheet) {
        return block -> block.sheet().equalsIgnoreCase(sheet);
    }

    static @Nullable Sheet known(String name) {
        for (Sheet sheet : Sheet.values()) {
            if (sheet.title().equalsIgnoreCase(name)) {
                return sheet;
            }
        }
        return null;
    }

    /** Whether a sheet's cells are all the report's. */
    private static boolean whole(String sheet) {
        Sheet known = known(sheet);
        return known != null && (NO_TABLES.contains(known) || READ_BACK.contains(known));
    }

    private static @Nullable Sheet named(String table) {
        for (Sheet sheet : Sheet.values()) {
            if (Sheet.rangeName(sheet.title()).equalsIgnoreCase(table)) {
                return sheet;
            }
        }
        return null;
    }

    private void tables(TemplateParts book, SheetTree sheet, SheetRows cells) throws IOException, Refused {
        for (String part : book.targets(sheet.part(), "table")) {
            Element table = book.tree(part).getDocumentElement();
            String name = table.getAttribute("displayName");
            Sheet lines = named(name);
            Area area = Area.of(table.getAttribute("ref")).orElse(null);
            if (lines == null || area == null || isWhole(sheet.name(), lines)) {
                continue;
            }
            String place = sheet.name() + ", table " + name;
            int head = Xml.number(table, "headerRowCount", 1);
            int totals = Xml.number(table, "totalsRowCount", 0);
            int first = area.first().row() + head;
            int last = Math.max(first, area.last().row() - totals);
            if (NO_TABLES.contains(lines)) {
                faults.add(place + ": the sheet " + lines.title() + " is no table; name a sheet so to have it filled");
            } else if (head == 0) {
                faults.add(place + ": has no header row, which says what its columns are");
            } else {
                add(block(sheet.name(), lines, area, first, last, cells), place);
            }
        }
    }

    /** Whether a table is that of a sheet which the report writes whole. */
    private static boolean isWhole(String sheet, Sheet lines) {
        return READ_BACK.contains(lines) && lines.title().equalsIgnoreCase(sheet);
    }

    private void names(TemplateParts book, Map<String, SheetRows> rows) throws Refused {
        for (Element name : Xml.all(book.tree(book.main()).getDocumentElement(), "definedName")) {
            Sheet lines = named(name.getAttribute("name"));
            if (lines == null
                    || NO_TABLES.contains(lines)
                    || !name.getAttribute("localSheetId").isEmpty()) {
                continue;
            }
            String place = "name " + name.getAttribute("name");
            Optional<SheetArea> target = SheetArea.of(name.getTextContent());
            SheetRows cells = target.map(t -> rows.get(t.sheet().toLowerCase(Locale.ROOT)))
                    .orElse(null);
            if (target.isEmpty() || cells == null) {
                faults.add(place + ": must be one area of a sheet, its first row the headers, was "
                        + name.getTextContent());
                continue;
            }
            String sheet = target.get().sheet();
            Area area = target.get().area();
            int first = area.first().row() + 1;
            int last = Math.max(first, area.last().row());
            Block block = block(sheet, lines, area, first, last, cells);
            boolean table = blocks.stream().anyMatch(other -> other.meets(block) && other.lines() == block.lines());
            if (!isWhole(sheet, lines) && !table) {
                add(block, place);
            }
        }
    }

    private Block block(String sheet, Sheet lines, Area area, int first, int last, SheetRows rows) {
        List<BlockCell> cells = new ArrayList<>();
        for (int column = area.first().column(); column <= area.last().column(); column++) {
            String header = rows.text(rows.cell(area.first().row(), column));
            cells.add(cell(rows, first, column, header));
        }
        boolean perScenario = Sheet.perScenario().contains(lines);
        return new Block(sheet, perScenario ? null : lines, first, last, height(rows, first), cells);
    }

    private static BlockCell cell(SheetRows rows, int row, int column, String header) {
        Element cell = rows.cell(row, column);
        Element formula = cell == null ? null : Xml.child(cell, "f");
        return new BlockCell(
                column,
                SheetRows.style(cell),
                header,
                cell == null ? null : rows.constant(cell),
                formula == null ? null : formula.getTextContent());
    }

    private static String height(SheetRows rows, int number) {
        Element row = rows.rows().get(number);
        return row != null && row.getAttribute("customHeight").equals("1") ? row.getAttribute("ht") : "";
    }

    private void add(Block block, String place) {
        for (Block other : blocks) {
            boolean alike = other.firstRow() == block.firstRow()
                    && other.lastRow() == block.lastRow()
                    && other.lines() == block.lines();
            if (other.meets(block) && !alike) {
                faults.add(place + ": its rows " + block.firstRow() + " to " + block.lastRow() + " meet rows "
                        + other.firstRow() + " to " + other.lastRow()
                        + " of another; tables side by side begin and end in the same rows and show the same lines");
                return;
            }
        }
        blocks.add(block);
    }

    private void placeholders(String sheet, SheetRows rows) {
        for (int row : rows.rows().keySet()) {
            boolean stand =
                    rows.cells(row).values().stream().anyMatch(cell -> TemplatePlan.namesColumn(rows.text(cell)));
            boolean taken = blocks.stream()
                    .filter(on(sheet))
                    .anyMatch(block -> row >= block.firstRow() - 1 && row <= block.lastRow());
            if (stand && !taken) {
                List<BlockCell> cells = new ArrayList<>();
                rows.cells(row).keySet().forEach(column -> cells.add(cell(rows, row, column, "")));
                add(new Block(sheet, null, row, row, height(rows, row), cells), sheet + "!" + row + ":" + row);
            }
        }
    }

    /** Tables side by side are one block. */
    private void join() {
        Map<String, Block> joined = new LinkedHashMap<>();
        blocks.sort(Comparator.comparing(Block::sheet).thenComparingInt(Block::firstRow));
        for (Block block : blocks) {
            joined.merge(block.sheet() + "!" + block.firstRow(), block, (a, b) -> {
                List<BlockCell> cells = new ArrayList<>(a.cells());
                cells.addAll(b.cells());
                cells.sort(Comparator.comparingInt(BlockCell::column));
                String height = a.height().isEmpty() ? b.height() : a.height();
                return new Block(a.sheet(), a.lines(), a.firstRow(), a.lastRow(), height, cells);
            });
        }
        blocks.clear();
        blocks.addAll(joined.values());
    }
}
