package dev.sweepbook.template;

import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.ooxml.FormulaRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The rows and cells of a sheet's tree by their places, which are written where the file left them out. */
final class SheetRows {
    private final Element root;
    private final @Nullable Element data;
    private final List<String> strings;
    private final NavigableMap<Integer, Element> rows = new TreeMap<>();
    private final Map<Element, NavigableMap<Integer, Element>> cells = new HashMap<>();

    SheetRows(Document sheet, List<String> strings) {
        this.root = sheet.getDocumentElement();
        this.data = Xml.child(root, "sheetData");
        this.strings = strings;
        int last = 0;
        for (Element row : data == null ? List.<Element>of() : Xml.children(data, "row")) {
            last = Xml.number(row, "r", last + 1);
            row.setAttribute("r", Integer.toString(last));
            rows.put(last, row);
            cells.put(row, cells(row, last));
        }
        writeOutShared();
    }

    private static NavigableMap<Integer, Element> cells(Element row, int number) {
        NavigableMap<Integer, Element> cells = new TreeMap<>();
        int last = 0;
        for (Element cell : Xml.children(row, "c")) {
            int before = last;
            last = CellPlace.of(cell.getAttribute("r")).map(CellPlace::column).orElse(before + 1);
            cell.setAttribute("r", CellPlace.letters(last) + number);
            cells.put(last, cell);
        }
        return cells;
    }

    /** Formulas written once for several cells are written into each, so that each can follow what it points at. */
    private void writeOutShared() {
        Map<String, Element> firsts = new HashMap<>();
        Map<String, Integer> firstRows = new HashMap<>();
        rows.forEach((number, row) -> cells.getOrDefault(row, new TreeMap<>())
                .values()
                .forEach(cell -> {
                    Element formula = Xml.child(cell, "f");
                    if (formula != null && formula.getAttribute("t").equals("shared")) {
                        String id = formula.getAttribute("si");
                        if (!formula.getTextContent().isEmpty()) {
                            firsts.put(id, cell);
                            firstRows.put(id, number);
                        }
                    }
                }));
        Map<Element, String> texts = new HashMap<>();
        firsts.forEach((id, cell) -> {
            Element formula = Xml.child(cell, "f");
            if (formula != null) {
                texts.put(cell, formula.getTextContent());
            }
        });
        rows.forEach((number, row) -> cells.getOrDefault(row, new TreeMap<>())
                .values()
                .forEach(cell -> {
                    Element formula = Xml.child(cell, "f");
                    if (formula != null && formula.getAttribute("t").equals("shared")) {
                        String id = formula.getAttribute("si");
                        Element first = firsts.get(id);
                        String text = first == null ? null : texts.get(first);
                        if (first != null
                                && text != null
                                && formula.getTextContent().isEmpty()) {
                            int across = column(cell) - column(first);
                            int down = number - firstRows.getOrDefault(id, number);
                            formula.setTextContent(FormulaRows.shifted(text, down, across));
                        }
                        List.of("t", "si", "ref").forEach(formula::removeAttribute);
                    }
                }));
    }

    static int column(Element cell) {
        return CellPlace.of(cell.getAttribute("r")).map(CellPlace::column).orElse(1);
    }

    Element root() {
        return root;
    }

    @Nullable
    Element data() {
        return data;
    }

    NavigableMap<Integer, Element> rows() {
        return rows;
    }

    NavigableMap<Integer, Element> cells(int row) {
        Element element = rows.get(row);
        return element == null ? new TreeMap<>() : cells.getOrDefault(element, new TreeMap<>());
    }

    /** The last row with a cell that holds something, 0 for none. */
    int lastFilled() {
        for (int row : rows.descendingKeySet()) {
            if (cells(row).values().stream().anyMatch(cell -> cell.getFirstChild() != null)) {
                return row;
            }
        }
        return 0;
    }

    @Nullable
    Element cell(int row, int column) {
        return cells(row).get(column);
    }

    /** The text a cell shows where it holds text, else nothing. */
    String text(@Nullable Element cell) {
        if (cell == null || Xml.child(cell, "f") != null) {
            return "";
        }
        Element value = Xml.child(cell, "v");
        Element inline = Xml.child(cell, "is");
        String held = value == null ? "" : value.getTextContent();
        return switch (cell.getAttribute("t")) {
            case "s" -> {
                int index = Xml.number(held, -1);
                yield index >= 0 && index < strings.size() ? strings.get(index) : "";
            }
            case "inlineStr" -> value == null && inline != null ? inlineText(inline) : held;
            case "str" -> held;
            default -> "";
        };
    }

    private static String inlineText(Element inline) {
        StringBuilder text = new StringBuilder();
        Xml.all(inline, "t").forEach(piece -> {
            if (!"rPh".equals(piece.getParentNode().getLocalName())) {
                text.append(piece.getTextContent());
            }
        });
        return text.toString();
    }

    /** What a cell holds that is no formula: text, a number, a truth, or nothing. */
    @Nullable
    Object constant(Element cell) {
        String text = text(cell);
        Element value = Xml.child(cell, "v");
        if (!text.isEmpty()) {
            return text;
        } else if (value == null
                || Xml.child(cell, "f") != null
                || value.getTextContent().isBlank()) {
            return null;
        }
        return switch (cell.getAttribute("t")) {
            case "", "n" -> (Object) Double.valueOf(value.getTextContent().strip());
            case "b" -> (Object) value.getTextContent().strip().equals("1");
            default -> null;
        };
    }

    static int style(@Nullable Element cell) {
        return cell == null ? 0 : Xml.number(cell, "s", 0);
    }

    /** Puts text into a cell in place of what it held. */
    static void setText(Element cell, String text) {
        while (cell.getFirstChild() != null) {
            cell.removeChild(cell.getFirstChild());
        }
        cell.removeAttribute("t");
        if (!text.isEmpty()) {
            cell.setAttribute("t", "inlineStr");
            Element piece = Xml.add(Xml.add(cell, "is"), "t");
            piece.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
            piece.setTextContent(text);
        }
    }
}
