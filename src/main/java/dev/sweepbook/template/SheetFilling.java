package dev.sweepbook.template;

import dev.sweepbook.ooxml.Area;
import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.ooxml.FormulaRows;
import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.ooxml.XmlText;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.template.TemplateParts.SheetTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Makes room in one sheet of a template: what points at rows follows them, formulas forget what they came to. */
final class SheetFilling {
    private static final Set<String> CONTENTS = Set.of(
            "mergeCells", "autoFilter", "sortState", "hyperlinks", "legacyDrawing", "dataConsolidate", "ignoredErrors");
    private static final int MOST_MERGED = 10_000;

    private final TemplateParts book;
    private final SheetTree sheet;
    private final SheetRows rows;
    private final Moves moves;

    SheetFilling(TemplateParts book, SheetTree sheet, SheetRows rows, Moves moves) {
        this.book = book;
        this.sheet = sheet;
        this.rows = rows;
        this.moves = moves;
    }

    /**
     * Takes out the cells and what belongs to them; formats and the set-up stay, pictures and charts too unless
     * {@code drawings} go as well.
     */
    void empty(boolean drawings) throws IOException, Refused {
        Element data = rows.data();
        if (data != null) {
            while (data.getFirstChild() != null) {
                data.removeChild(data.getFirstChild());
            }
        }
        for (Element child : children()) {
            if (CONTENTS.contains(String.valueOf(child.getLocalName()))) {
                Xml.remove(List.of(child));
            }
        }
        if (drawings) {
            Xml.remove(Xml.children(rows.root(), "drawing"));
            for (String part : book.targets(sheet.part(), "drawing")) {
                book.drop(sheet.part(), part);
            }
        }
        for (String kind : List.of("comments", "vmlDrawing", "threadedComment")) {
            for (String part : book.targets(sheet.part(), kind)) {
                book.drop(sheet.part(), part);
            }
        }
        for (String part : book.targets(sheet.part(), "table")) {
            String name = book.tree(part).getDocumentElement().getAttribute("displayName");
            if (name.equalsIgnoreCase(Sheet.rangeName(sheet.name()))) {
                dropTable(part);
            }
        }
    }

    private void dropTable(String part) throws IOException, Refused {
        for (dev.sweepbook.ooxml.Relation relation : book.relations(sheet.part())) {
            if (part.equals(book.part(relation, sheet.part()))) {
                for (Element named : Xml.all(rows.root(), "tablePart")) {
                    if (named.getAttributeNS(dev.sweepbook.ooxml.Book.RELATIONS, "id")
                            .equals(relation.id())) {
                        Xml.remove(List.of(named));
                    }
                }
            }
        }
        for (Element list : Xml.children(rows.root(), "tableParts")) {
            int left = Xml.children(list, "tablePart").size();
            list.setAttribute("count", Integer.toString(left));
            if (left == 0) {
                Xml.remove(List.of(list));
            }
        }
        book.drop(sheet.part(), part);
    }

    private List<Element> children() {
        List<Element> children = new ArrayList<>();
        for (org.w3c.dom.Node child = rows.root().getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Styles count on from those the report puts before them. */
    void restyle(int more) {
        Xml.each(rows.root(), element -> {
            String attribute = switch (String.valueOf(element.getLocalName())) {
                case "c", "row" -> "s";
                case "col" -> "style";
                default -> "";
            };
            int style = attribute.isEmpty() ? 0 : Xml.number(element, attribute, 0);
            if (style > 0) {
                element.setAttribute(attribute, Integer.toString(style + more));
            }
        });
    }

    /** Everything that names rows follows them, but for the rows themselves. */
    void move() {
        Xml.remove(Xml.children(rows.root(), "dimension"));
        merged();
        Xml.each(rows.root(), this::move);
        Xml.all(rows.root(), "rowBreaks")
                .forEach(breaks -> Xml.children(breaks, "brk")
                        .forEach(at -> at.setAttribute(
                                "id",
                                Integer.toString(moves.start(sheet.name(), Math.max(1, Xml.number(at, "id", 1)))))));
    }

    private void move(Element element) {
        switch (String.valueOf(element.getLocalName())) {
            case "f" -> formula(element);
            case "formula", "formula1", "formula2" -> text(element, false);
            case "sqref" -> sqref(element);
            case "hyperlink", "autoFilter", "sortState", "sortCondition" -> areas(element, "ref");
            default -> {}
        }
        areas(element, "sqref");
        if (element.hasAttribute("location") && "hyperlink".equals(element.getLocalName())) {
            element.setAttribute(
                    "location", FormulaRows.moved(element.getAttribute("location"), sheet.name(), moves, false));
        }
        if (element.hasAttribute("activeCell")) {
            element.setAttribute(
                    "activeCell", FormulaRows.moved(element.getAttribute("activeCell"), sheet.name(), moves, false));
        }
    }

    /** Where a format of a newer kind holds, or the one cell a small chart stands in. */
    private void sqref(Element element) {
        boolean one = "sparkline".equals(element.getParentNode().getLocalName());
        String areas = element.getTextContent();
        element.setTextContent(
                one
                        ? FormulaRows.moved(areas, sheet.name(), moves, false)
                        : FormulaRows.areas(areas, sheet.name(), moves));
    }

    private void formula(Element formula) {
        boolean inCell = "c".equals(formula.getParentNode().getLocalName());
        text(formula, !inCell);
        areas(formula, "ref");
        for (String corner : List.of("r1", "r2")) {
            if (formula.hasAttribute(corner)) {
                String place = formula.getAttribute(corner);
                formula.setAttribute(corner, FormulaRows.moved(place, sheet.name(), moves, false));
            }
        }
        if (inCell && formula.getParentNode() instanceof Element cell) {
            Xml.remove(Xml.children(cell, "v"));
            cell.removeAttribute("t");
        }
    }

    private void text(Element element, boolean growsCells) {
        element.setTextContent(FormulaRows.moved(element.getTextContent(), sheet.name(), moves, growsCells));
    }

    private void areas(Element element, String attribute) {
        if (element.hasAttribute(attribute)) {
            element.setAttribute(attribute, FormulaRows.areas(element.getAttribute(attribute), sheet.name(), moves));
        }
    }

    /** Cells that were joined in a row that is repeated are joined in each of its copies. */
    private void merged() {
        for (Element list : Xml.children(rows.root(), "mergeCells")) {
            List<Area> all = new ArrayList<>();
            for (Element merge : Xml.children(list, "mergeCell")) {
                Area.of(merge.getAttribute("ref")).ifPresent(area -> all.addAll(copies(area)));
            }
            Xml.remove(Xml.children(list, "mergeCell"));
            all.forEach(area -> Xml.add(list, "mergeCell").setAttribute("ref", area.toString()));
            list.setAttribute("count", Integer.toString(all.size()));
            if (all.isEmpty()) {
                Xml.remove(List.of(list));
            }
        }
    }

    private List<Area> copies(Area area) {
        int first = moves.start(sheet.name(), area.first().row());
        int last = moves.end(sheet.name(), area.last().row());
        int columns = area.first().column();
        List<Area> copies = new ArrayList<>();
        boolean inOneRow = area.first().row() == area.last().row();
        if (!inOneRow || last - first < 1) {
            return List.of(area(first, columns, last, area.last().column()));
        }
        for (int row = first; row <= last && last - first < MOST_MERGED; row++) {
            copies.add(area(row, columns, row, area.last().column()));
        }
        return copies;
    }

    private static Area area(int first, int left, int last, int right) {
        return new Area(new CellPlace(first, left), new CellPlace(last, right));
    }

    /** Rows come to stand where they belong; a block leaves one row, empty, for its lines. */
    void moveRows() {
        List<Moves.Grown> blocks = moves.on(sheet.name());
        for (int number : List.copyOf(rows.rows().keySet())) {
            Element row = rows.rows().get(number);
            Optional<Moves.Grown> block = blocks.stream()
                    .filter(grown -> number >= grown.first() && number <= grown.last())
                    .findFirst();
            if (block.isPresent() && row != null) {
                Xml.remove(List.of(row));
            } else if (row != null) {
                number(row, number, moves.start(sheet.name(), number));
            }
        }
        blocks.forEach(this::leaveRoom);
    }

    private void leaveRoom(Moves.Grown block) {
        Element data = rows.data();
        if (data == null) {
            return;
        }
        int at = moves.start(sheet.name(), block.first());
        Element before = null;
        for (Element row : Xml.children(data, "row")) {
            if (before == null && Xml.number(row, "r", 0) > at) {
                before = row;
            }
        }
        Element room = Xml.add(data, "row");
        room.setAttribute("r", Integer.toString(at));
        if (before != null) {
            data.insertBefore(room, before);
        }
    }

    private void number(Element row, int from, int to) {
        if (from != to) {
            row.setAttribute("r", Integer.toString(to));
            rows.cells(from).forEach((column, cell) -> cell.setAttribute("r", CellPlace.letters(column) + to));
        }
    }

    /** A cell as it is written in another row. */
    static String xml(Element cell, int row) {
        cell.setAttribute("r", CellPlace.letters(SheetRows.column(cell)) + row);
        return XmlText.of(cell);
    }
}
