package dev.sweepbook.ooxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a sheet as a stream, row by row; nothing is held, whatever the sheet says of its size. */
public final class SheetCells {
    private final String sheet;
    private final List<String> strings;
    private final int styles;
    private final Taker taker;
    private int row;
    private int column;

    private SheetCells(String sheet, List<String> strings, int styles, Taker taker) {
        this.sheet = sheet;
        this.strings = strings;
        this.styles = styles;
        this.taker = taker;
    }

    /** Takes the cells. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a cell; rows come in rising order, and the cells of a row in rising order of their columns.
         *
         * @param cell the cell
         * @throws Refused where it is not taken
         */
        void take(Cell cell) throws Refused;
    }

    /**
     * Reads a sheet.
     *
     * @param sheet its name, for what is wrong with it
     * @param part the part it is
     * @param in the part's content, closed here
     * @param strings the shared strings of the workbook
     * @param styles how many cell styles the workbook has
     * @param taker takes each cell
     * @throws IOException where it cannot be read
     * @throws Refused where it is broken, or a cell is not taken
     */
    public static void read(String sheet, String part, InputStream in, List<String> strings, int styles, Taker taker)
            throws IOException, Refused {
        SheetCells cells = new SheetCells(sheet, strings, styles, taker);
        XmlReading.read(part, in, (xml, depth) -> {
            if (depth == 0 && !xml.getLocalName().equals("worksheet")) {
                throw new Refused(part, "is no worksheet");
            } else if (depth == 2 && xml.getLocalName().equals("row")) {
                cells.beginRow(xml);
            } else if (depth == 3 && xml.getLocalName().equals("c")) {
                cells.cell(xml);
            }
        });
    }

    private void beginRow(XMLStreamReader xml) throws Refused {
        String given = xml.getAttributeValue(null, "r");
        int next = given == null ? row + 1 : whole(given);
        if (next < 1 || next > CellPlace.MOST_ROWS) {
            throw new Refused(sheet, "has a row numbered " + given + ": rows are 1 to " + CellPlace.MOST_ROWS);
        } else if (next <= row) {
            throw new Refused(sheet, "has row " + next + " behind row " + row + ", or twice");
        }
        row = next;
        column = 0;
    }

    private void cell(XMLStreamReader xml) throws XMLStreamException, Refused {
        String reference = xml.getAttributeValue(null, "r");
        CellPlace place = reference == null
                ? column < CellPlace.MOST_COLUMNS && row > 0 ? new CellPlace(row, column + 1) : null
                : CellPlace.of(reference).orElse(null);
        if (place == null) {
            throw new Refused(sheet, "has a cell at " + reference + ", which no sheet has");
        } else if (place.row() != row || place.column() <= column) {
            throw new Refused(sheet + "!" + place, "stands in the wrong row or order, or twice");
        }
        column = place.column();
        String type = xml.getAttributeValue(null, "t");
        String styled = xml.getAttributeValue(null, "s");
        int style = styled == null ? 0 : whole(styled);
        if (style < 0 || (style > 0 && style >= styles)) {
            throw new Refused(sheet + "!" + place, "has style " + styled + ", the workbook has " + styles);
        }
        Content content = content(xml);
        taker.take(cell(place, type == null ? "n" : type, content, style));
    }

    /** What stands inside a cell's element. */
    private record Content(
            @Nullable String value,
            @Nullable String formula,
            @Nullable String inline) {}

    private static Content content(XMLStreamReader xml) throws XMLStreamException {
        String value = null;
        String formula = null;
        String inline = null;
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                switch (depth == 1 ? xml.getLocalName() : "") {
                    case "v" -> value = XmlReading.text(xml);
                    case "f" -> formula = XmlReading.text(xml);
                    case "is" -> inline = RichText.read(xml);
                    default -> depth = XmlReading.deeper(depth);
                }
            }
        }
        return new Content(value, formula, inline);
    }

    private Cell cell(CellPlace place, String type, Content content, int style) throws Refused {
        String value = content.value();
        String formula = content.formula();
        if (type.equals("inlineStr")) {
            // Apache POI leaves the old string inside the cell when it sets another
            String inside = content.inline() == null ? "" : content.inline();
            String text = value == null ? inside : RichText.unescaped(value);
            return new Cell(place, text.isEmpty() ? Cell.Kind.EMPTY : Cell.Kind.TEXT, text, formula, style);
        } else if (value == null || (value.isEmpty() && !type.equals("str"))) {
            return new Cell(place, Cell.Kind.EMPTY, "", formula, style);
        }
        return switch (type) {
            case "s" -> new Cell(place, Cell.Kind.TEXT, shared(place, value.strip()), formula, style);
            case "str" ->
                new Cell(
                        place,
                        value.isEmpty() ? Cell.Kind.EMPTY : Cell.Kind.TEXT,
                        RichText.unescaped(value),
                        formula,
                        style);
            case "d" -> new Cell(place, Cell.Kind.TEXT, value.strip(), formula, style);
            case "b" -> new Cell(place, Cell.Kind.TRUTH, truth(value.strip()), formula, style);
            case "e" -> new Cell(place, Cell.Kind.ERROR, value.strip(), formula, style);
            case "n" -> new Cell(place, Cell.Kind.NUMBER, number(place, value.strip()), formula, style);
            default -> throw new Refused(sheet + "!" + place, "has a value of the unknown kind " + type);
        };
    }

    private static String truth(String value) {
        return value.equals("1") || value.equals("true") ? "1" : "0";
    }

    private String shared(CellPlace place, String value) throws Refused {
        int index = whole(value);
        if (index < 0 || index >= strings.size()) {
            throw new Refused(
                    sheet + "!" + place, "names shared string " + value + ", the workbook has " + strings.size());
        }
        return strings.get(index);
    }

    private String number(CellPlace place, String value) throws Refused {
        try {
            double number = Double.parseDouble(value);
            boolean digits = value.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0);
            if (digits && !Double.isInfinite(number)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new Refused(sheet + "!" + place, "is no number: " + value);
        }
        throw new Refused(sheet + "!" + place, "is no number: " + value);
    }

    /** A whole number, or -1. */
    static int whole(String text) {
        boolean digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }
}
