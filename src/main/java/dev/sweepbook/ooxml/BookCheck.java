package dev.sweepbook.ooxml;

import dev.sweepbook.ooxml.Book.Sheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Looks through every part of a workbook for what is not taken: what runs, reaches out, or breaks a reader. */
public final class BookCheck {
    private static final Set<String> FORMULAS = Set.of(
            "f",
            "formula",
            "formula1",
            "formula2",
            "definedName",
            "calculatedColumnFormula",
            "totalsRowFormula",
            "xlmMacro");
    private static final int MOST_FAULTS = 200;
    /** Excel keeps 64,000 cell formats at most, and a report adds its own. */
    private static final int MOST_STYLES = 63_000;

    private static final int MOST_TEXT = 32_767;

    private final Book book;
    private final Set<Fault> faults = new LinkedHashSet<>();

    private BookCheck(Book book) {
        this.book = book;
    }

    /** Takes the cells of all sheets as they are looked through. */
    @FunctionalInterface
    public interface CellTaker {
        /**
         * Takes a cell.
         *
         * @param sheet where it stands
         * @param cell the cell
         */
        void take(Sheet sheet, Cell cell);
    }

    /**
     * Looks through a workbook.
     *
     * @param book the workbook
     * @param taker takes each cell of its worksheets
     * @return what is not taken, none where the workbook is good
     * @throws IOException where it cannot be read
     * @throws Refused where a part is broken or beyond the limits
     */
    public static List<Fault> faults(Book book, CellTaker taker) throws IOException, Refused {
        BookCheck check = new BookCheck(book);
        for (String part : book.file().names()) {
            check.part(part);
        }
        check.sheets(taker);
        return List.copyOf(check.faults);
    }

    /**
     * Looks through the relations and the kinds of parts of a workbook, without unpacking its sheets.
     *
     * @param book the workbook
     * @return what runs or reaches out, none where the workbook is good
     * @throws IOException where it cannot be read
     * @throws Refused where a part is broken or beyond the limits
     */
    public static List<Fault> reaching(Book book) throws IOException, Refused {
        BookCheck check = new BookCheck(book);
        for (String part : book.file().names()) {
            String owner = Relation.ownerOf(part);
            if (owner != null) {
                RelationRules.faults(book.file(), part, owner)
                        .forEach(fault -> check.fault(fault.place(), fault.reason()));
            } else if (!part.equals(PackageFile.CONTENT_TYPES)) {
                PartRules.refusal(part, book.types().of(part).toLowerCase(Locale.ROOT))
                        .ifPresent(reason -> check.fault(part, reason));
            }
        }
        return List.copyOf(check.faults);
    }

    private void fault(String place, String reason) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(place, reason));
        }
    }

    private void part(String part) throws IOException, Refused {
        String owner = Relation.ownerOf(part);
        String type = book.types().of(part).toLowerCase(Locale.ROOT);
        if (part.equals(PackageFile.CONTENT_TYPES)) {
            book.file().bytes(part);
        } else if (owner != null) {
            RelationRules.faults(book.file(), part, owner).forEach(fault -> fault(fault.place(), fault.reason()));
        } else {
            Optional<String> refusal = PartRules.refusal(part, type);
            refusal.ifPresent(reason -> fault(part, reason));
            if (refusal.isEmpty() && PartRules.isMarkup(part, type)) {
                PartRules.markup(part, book.file().bytes(part)).ifPresent(reason -> fault(part, reason));
            } else if (refusal.isEmpty() && PartRules.isXml(part, type)) {
                xml(part);
            } else {
                book.file().bytes(part); // within the limits, its checksum right
            }
        }
    }

    private void xml(String part) throws IOException, Refused {
        boolean worksheet =
                book.sheets().stream().anyMatch(sheet -> sheet.part().equals(part));
        XmlReading.read(part, new java.io.ByteArrayInputStream(book.file().bytes(part)), (xml, depth) -> {
            PartRules.element(xml).ifPresent(reason -> fault(part, reason));
            boolean inCell = worksheet && depth >= 4 && xml.getLocalName().equals("f");
            if (!inCell && FORMULAS.contains(xml.getLocalName())) {
                formula(part, xml);
            }
        });
    }

    private void formula(String part, XMLStreamReader xml) throws XMLStreamException {
        String name = xml.getAttributeValue(null, "name");
        String place = name == null ? part : part + ", name " + name;
        FormulaRules.refusal(XmlReading.text(xml)).ifPresent(reason -> fault(place, reason));
    }

    private void sheets(CellTaker taker) throws IOException, Refused {
        List<String> strings = book.strings();
        int styles = book.styles().count();
        if (styles > MOST_STYLES) {
            fault("", String.format(Locale.ROOT, "has %,d cell styles, at most %,d are taken", styles, MOST_STYLES));
        }
        if (book.sheets().stream().noneMatch(Sheet::isVisible)) {
            fault("", "has no visible sheet: every one is hidden");
        }
        for (Sheet sheet : book.sheets()) {
            if (sheet.isWorksheet()) {
                cells(sheet, strings, styles, taker);
                layout(sheet);
            }
        }
    }

    private void cells(Sheet sheet, List<String> strings, int styles, CellTaker taker) throws IOException, Refused {
        SheetCells.read(sheet.name(), sheet.part(), book.file().stream(sheet.part()), strings, styles, cell -> {
            String place = sheet.name() + "!" + cell.place();
            String formula = cell.formula();
            if (formula != null) {
                FormulaRules.refusal(formula).ifPresent(reason -> fault(place, reason));
            }
            if (cell.value().length() > MOST_TEXT) {
                fault(
                        place,
                        String.format(
                                Locale.ROOT,
                                "holds %,d characters, the limit is %,d",
                                cell.value().length(),
                                MOST_TEXT));
            }
            taker.take(sheet, cell);
        });
    }

    /** Ranges outside the cells: columns, merged cells, the tables a sheet has. */
    private void layout(Sheet sheet) throws IOException, Refused {
        List<Area> merged = new ArrayList<>();
        Map<String, Integer> wrong = new HashMap<>();
        XmlReading.read(sheet.part(), book.file().stream(sheet.part()), (xml, depth) -> {
            if (depth == 2 && xml.getLocalName().equals("col")) {
                int first = number(xml, "min");
                int last = number(xml, "max");
                if (first < 1 || last < first || last > CellPlace.MOST_COLUMNS) {
                    wrong.put(
                            "has columns " + first + " to " + last + ": a sheet has 1 to " + CellPlace.MOST_COLUMNS, 1);
                }
            } else if (depth == 2 && xml.getLocalName().equals("mergeCell")) {
                String reference = String.valueOf(xml.getAttributeValue(null, "ref"));
                Optional<Area> area = Area.of(reference);
                area.ifPresent(merged::add);
                if (area.isEmpty()) {
                    wrong.put("merges " + reference + ", which no sheet has", 1);
                }
            }
        });
        wrong.keySet().forEach(reason -> fault(sheet.name(), reason));
        overlap(merged).ifPresent(reason -> fault(sheet.name(), reason));
    }

    private static int number(XMLStreamReader xml, String name) {
        String text = xml.getAttributeValue(null, name);
        return text == null ? -1 : SheetCells.whole(text);
    }

    /** Two merged areas that share a cell, found by sweeping over them in the order of their rows. */
    private static Optional<String> overlap(List<Area> areas) {
        List<Area> ordered = new ArrayList<>(areas);
        ordered.sort(java.util.Comparator.comparingInt(area -> area.first().row()));
        List<Area> open = new ArrayList<>();
        for (Area area : ordered) {
            open.removeIf(before -> before.last().row() < area.first().row());
            for (Area before : open) {
                if (before.meets(area)) {
                    return Optional.of("merges " + before + " and " + area + ", which overlap");
                }
            }
            open.add(area);
        }
        return Optional.empty();
    }
}
