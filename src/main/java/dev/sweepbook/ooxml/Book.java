package dev.sweepbook.ooxml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What a workbook consists of: its sheets in order, its names, and where the parts behind them are. */
public final class Book {
    /** Namespace of workbooks, sheets, tables and styles. */
    public static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /** Namespace of the ids that lead to relations. */
    public static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static final String STRICT = "http://purl.oclc.org/ooxml/";
    private static final int LONGEST_SHEET_NAME = 31;
    private static final int MOST_SHEETS = 500;
    private static final String MACROS =
            "is a workbook with macros (VBA), whatever its name: save it as .xlsx without macros";

    private final PackageFile file;
    private final ContentTypes types;
    private final String main;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();

    /**
     * A sheet.
     *
     * @param name on the tab
     * @param part the part it is
     * @param isVisible whether its tab is shown
     * @param isWorksheet whether it has cells; a chart sheet has none
     */
    public record Sheet(String name, String part, boolean isVisible, boolean isWorksheet) {}

    /**
     * A defined name.
     *
     * @param name the name
     * @param text what it stands for, a formula without the equals sign
     * @param sheet index of the sheet it holds on, -1 for all
     */
    public record Name(String name, String text, int sheet) {}

    private Book(PackageFile file, ContentTypes types, String main) {
        this.file = file;
        this.types = types;
        this.main = main;
    }

    /**
     * Reads what a workbook consists of.
     *
     * @param file the package
     * @return the workbook
     * @throws IOException where it cannot be read
     * @throws Refused where it is none that this program reads
     */
    public static Book open(PackageFile file) throws IOException, Refused {
        if (file.find("mimetype").isPresent()) {
            throw new Refused("", "is an OpenDocument file: save it as .xlsx");
        }
        String typesPart = file.find(PackageFile.CONTENT_TYPES)
                .orElseThrow(() -> new Refused("", "is no workbook: " + PackageFile.CONTENT_TYPES + " is missing"));
        ContentTypes types = ContentTypes.read(file.stream(typesPart));
        String main = mainPart(file);
        checkKind(types.of(main));
        Book book = new Book(file, types, main);
        book.readMain();
        return book;
    }

    private static String mainPart(PackageFile file) throws IOException, Refused {
        String rels = file.find("_rels/.rels")
                .orElseThrow(() -> new Refused("", "is no workbook: its relations are missing"));
        for (Relation relation : Relation.read(rels, file.stream(rels))) {
            refuseStrict(rels, relation.type());
            if (relation.kind().equals("officeDocument") && !relation.isExternal()) {
                return found(file, relation, "");
            }
        }
        throw new Refused(rels, "names no workbook");
    }

    private static String found(PackageFile file, Relation relation, String from) throws Refused {
        String part = relation.resolved(from);
        Optional<String> found = part == null ? Optional.empty() : file.find(part);
        return found.orElseThrow(
                () -> new Refused(part == null ? relation.target() : part, "is missing from the workbook"));
    }

    private static void refuseStrict(String part, String uri) throws Refused {
        if (uri.startsWith(STRICT)) {
            throw new Refused(part, "is a Strict Open XML workbook: save it as plain .xlsx (Excel Workbook)");
        }
    }

    private static void checkKind(String type) throws Refused {
        if (type.contains("sheet.binary")) {
            throw new Refused("", "is a binary workbook (.xlsb): save it as .xlsx");
        } else if (type.toLowerCase(Locale.ROOT).contains("macroenabled")) {
            throw new Refused("", MACROS);
        } else if (!type.endsWith("spreadsheetml.sheet.main+xml")
                && !type.endsWith("spreadsheetml.template.main+xml")) {
            throw new Refused("", type.isEmpty() ? "is no workbook" : "is no workbook but " + type);
        }
    }

    private record Listed(String name, String relation, boolean isVisible) {}

    private void readMain() throws IOException, Refused {
        Map<String, Relation> relations = new HashMap<>();
        for (Relation relation : relations(main)) {
            refuseStrict(main, relation.type());
            relations.put(relation.id(), relation);
        }
        List<Listed> listed = new ArrayList<>();
        XmlReading.read(main, file.stream(main), (xml, depth) -> {
            if (depth == 0) {
                checkRoot(xml);
            } else if (depth == 2 && xml.getLocalName().equals("sheet")) {
                listed.add(listed(xml));
            } else if (depth == 2 && xml.getLocalName().equals("definedName")) {
                names.add(name(xml));
            }
        });
        checkNames(listed);
        for (Listed sheet : listed) {
            sheets.add(sheet(sheet, relations.get(sheet.relation())));
        }
        for (Name name : names) {
            if (name.sheet() >= sheets.size()) {
                throw new Refused(main, "has a name " + name.name() + " of a sheet that is not there");
            }
        }
    }

    private void checkRoot(XMLStreamReader xml) throws Refused {
        String space = String.valueOf(xml.getNamespaceURI());
        refuseStrict(main, space);
        if ("strict".equals(xml.getAttributeValue(null, "conformance"))) {
            refuseStrict(main, STRICT);
        }
        if (!xml.getLocalName().equals("workbook") || !space.equals(MAIN)) {
            throw new Refused(main, "is no workbook part");
        }
    }

    private Listed listed(XMLStreamReader xml) throws Refused {
        String name = xml.getAttributeValue(null, "name");
        String relation = xml.getAttributeValue(RELATIONS, "id");
        if (name == null || relation == null) {
            throw new Refused(main, "lists a sheet without a name or a part");
        }
        String state = xml.getAttributeValue(null, "state");
        return new Listed(name, relation, state == null || state.equals("visible"));
    }

    private static Name name(XMLStreamReader xml) throws XMLStreamException {
        String name = String.valueOf(xml.getAttributeValue(null, "name"));
        String sheet = xml.getAttributeValue(null, "localSheetId");
        return new Name(name, XmlReading.text(xml), sheet == null ? -1 : SheetCells.whole(sheet));
    }

    private void checkNames(List<Listed> listed) throws Refused {
        if (listed.isEmpty() || listed.size() > MOST_SHEETS) {
            throw new Refused(main, "has " + listed.size() + " sheets: a workbook has 1 to " + MOST_SHEETS);
        }
        Set<String> seen = new HashSet<>();
        for (Listed sheet : listed) {
            String name = sheet.name();
            boolean good = !name.isBlank()
                    && name.length() <= LONGEST_SHEET_NAME
                    && name.chars().noneMatch(c -> "[]:*?/\\".indexOf(c) >= 0 || c < ' ')
                    && !name.startsWith("'")
                    && !name.endsWith("'");
            if (!good) {
                throw new Refused(
                        main,
                        "has a sheet named '" + name + "': names of sheets have 1 to " + LONGEST_SHEET_NAME
                                + " characters, none of [ ] : * ? / \\, and no apostrophe at either end");
            } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new Refused(main, "has two sheets named '" + name + "'");
            }
        }
    }

    private Sheet sheet(Listed listed, @Nullable Relation relation) throws Refused {
        String part = relation == null || relation.isExternal() ? null : relation.resolved(main);
        String found = part == null ? null : file.find(part).orElse(null);
        if (found == null) {
            throw new Refused(main, "lists the sheet '" + listed.name() + "', whose part is missing");
        }
        boolean worksheet = types.of(found).endsWith("spreadsheetml.worksheet+xml");
        if (!worksheet && !types.of(found).endsWith("spreadsheetml.chartsheet+xml")) {
            throw new Refused(
                    found, "is a sheet of macros or an old kind of sheet: '" + listed.name() + "' is no worksheet");
        }
        return new Sheet(listed.name(), found, listed.isVisible(), worksheet);
    }

    /**
     * What a part refers to.
     *
     * @param part a part
     * @return its relations, none where it has none
     * @throws IOException where they cannot be read
     * @throws Refused where they are broken
     */
    public List<Relation> relations(String part) throws IOException, Refused {
        Optional<String> rels = file.find(Relation.partOf(part));
        return rels.isEmpty() ? List.of() : Relation.read(rels.get(), file.stream(rels.get()));
    }

    /**
     * The shared strings.
     *
     * @return the strings, none where the workbook has no part for them
     * @throws IOException where they cannot be read
     * @throws Refused where they are broken
     */
    public List<String> strings() throws IOException, Refused {
        Optional<String> part = related("sharedStrings");
        return part.isEmpty() ? List.of() : RichText.shared(part.get(), file.stream(part.get()));
    }

    /**
     * The cell styles.
     *
     * @return the styles, none where the workbook has no part for them
     * @throws IOException where they cannot be read
     * @throws Refused where they are broken
     */
    public CellStyles styles() throws IOException, Refused {
        Optional<String> part = related("styles");
        return part.isEmpty() ? CellStyles.NONE : CellStyles.read(part.get(), file.stream(part.get()));
    }

    /**
     * A part that the workbook part refers to once.
     *
     * @param kind last word of the relation's type
     * @return the part, or nothing where there is none
     * @throws IOException where the relations cannot be read
     * @throws Refused where they are broken, or the part is missing
     */
    public Optional<String> related(String kind) throws IOException, Refused {
        for (Relation relation : relations(main)) {
            if (relation.kind().equals(kind) && !relation.isExternal()) {
                return Optional.of(found(file, relation, main));
            }
        }
        return Optional.empty();
    }

    /**
     * The package.
     *
     * @return the package the workbook is
     */
    public PackageFile file() {
        return file;
    }

    /**
     * The types of its parts.
     *
     * @return the types
     */
    public ContentTypes types() {
        return types;
    }

    /**
     * The part that lists the sheets.
     *
     * @return its name
     */
    public String main() {
        return main;
    }

    /**
     * The sheets.
     *
     * @return in the order of the tabs
     */
    public List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /**
     * The sheet of a name, in any letter case.
     *
     * @param name the name
     * @return the sheet, or nothing where none is called so
     */
    public Optional<Sheet> sheet(String name) {
        return sheets.stream()
                .filter(sheet -> sheet.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * The defined names.
     *
     * @return in the order written
     */
    public List<Name> names() {
        return List.copyOf(names);
    }
}
