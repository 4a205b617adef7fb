package dev.sweepbook.template;

import dev.sweepbook.ooxml.Book;
import dev.sweepbook.ooxml.ContentTypes;
import dev.sweepbook.ooxml.PackageFile;
import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.ooxml.Relation;
import dev.sweepbook.ooxml.RichText;
import dev.sweepbook.ooxml.XmlReading;
import dev.sweepbook.ooxml.XmlText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The parts of one workbook, those that are looked into as trees that may be changed. */
final class TemplateParts {
    private final Map<String, byte[]> parts;
    private final Map<String, String> folded = new HashMap<>();
    private final Map<String, Document> trees = new LinkedHashMap<>();
    private final String main;
    private final List<SheetTree> sheets = new ArrayList<>();
    private final List<String> strings;

    /** A sheet: the name on its tab, the part it is, and whether it has cells. */
    record SheetTree(String name, String part, boolean isWorksheet) {}

    TemplateParts(Map<String, byte[]> parts) throws IOException, Refused {
        this.parts = new LinkedHashMap<>(parts);
        parts.keySet().forEach(name -> folded.put(name.toLowerCase(java.util.Locale.ROOT), name));
        this.main = target("", "officeDocument");
        readSheets();
        String shared = find(main, "sharedStrings");
        this.strings = shared == null ? List.of() : RichText.shared(shared, new ByteArrayInputStream(bytes(shared)));
    }

    private void readSheets() throws IOException, Refused {
        Map<String, Relation> relations = new HashMap<>();
        relations(main).forEach(relation -> relations.put(relation.id(), relation));
        ContentTypes types = ContentTypes.read(new ByteArrayInputStream(bytes(PackageFile.CONTENT_TYPES)));
        Element list = Xml.child(tree(main).getDocumentElement(), "sheets");
        for (Element sheet : list == null ? List.<Element>of() : Xml.children(list, "sheet")) {
            Relation relation = relations.get(sheet.getAttributeNS(Book.RELATIONS, "id"));
            String part = relation == null ? null : part(relation, main);
            if (part != null) {
                boolean worksheet = types.of(part).endsWith("spreadsheetml.worksheet+xml");
                sheets.add(new SheetTree(sheet.getAttribute("name"), part, worksheet));
            }
        }
    }

    String main() {
        return main;
    }

    List<SheetTree> sheets() {
        return sheets;
    }

    List<String> strings() {
        return strings;
    }

    List<Relation> relations(String part) throws IOException, Refused {
        String rels = folded.get(Relation.partOf(part).toLowerCase(java.util.Locale.ROOT));
        return rels == null ? List.of() : Relation.read(rels, new ByteArrayInputStream(bytes(rels)));
    }

    /** The parts of a kind that a part refers to. */
    List<String> targets(String part, String kind) throws IOException, Refused {
        List<String> targets = new ArrayList<>();
        for (Relation relation : relations(part)) {
            String target = part(relation, part);
            if (relation.kind().equals(kind) && target != null) {
                targets.add(target);
            }
        }
        return targets;
    }

    @Nullable
    String find(String part, String kind) throws IOException, Refused {
        List<String> targets = targets(part, kind);
        return targets.isEmpty() ? null : targets.get(0);
    }

    private String target(String part, String kind) throws IOException, Refused {
        String found = find(part, kind);
        if (found == null) {
            throw new Refused(part, "names no " + kind);
        }
        return found;
    }

    @Nullable
    String part(Relation relation, String from) {
        String resolved = relation.isExternal() ? null : relation.resolved(from);
        return resolved == null ? null : folded.get(resolved.toLowerCase(java.util.Locale.ROOT));
    }

    private byte[] bytes(String part) throws Refused {
        byte[] bytes = parts.get(part);
        if (bytes == null) {
            throw new Refused(part, "is missing from the workbook");
        }
        return bytes;
    }

    /** A part as a tree; what is changed in it is written by {@link #written()}. */
    Document tree(String part) throws Refused {
        Document known = trees.get(part);
        if (known == null) {
            known = XmlReading.tree(part, bytes(part));
            XmlText.dropMainPrefix(known);
            trees.put(part, known);
        }
        return known;
    }

    /** Changes the text of a part that is no XML. */
    void rewrite(String part, UnaryOperator<String> change) throws Refused {
        String text = new String(bytes(part), StandardCharsets.UTF_8);
        parts.put(part, change.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a part and what refers to it out of the package. */
    void drop(String from, String part) throws IOException, Refused {
        String rels = folded.get(Relation.partOf(from).toLowerCase(java.util.Locale.ROOT));
        if (rels != null) {
            for (Element relation : Xml.children(tree(rels).getDocumentElement(), "Relationship")) {
                boolean external = "External".equals(relation.getAttribute("TargetMode"));
                Relation read = new Relation("", "", relation.getAttribute("Target"), external);
                if (part.equals(part(read, from))) {
                    Xml.remove(List.of(relation));
                }
            }
        }
        for (Element type : Xml.children(tree(PackageFile.CONTENT_TYPES).getDocumentElement(), "Override")) {
            if (type.getAttribute("PartName").equalsIgnoreCase("/" + part)) {
                Xml.remove(List.of(type));
            }
        }
        parts.remove(part);
        trees.remove(part);
        folded.remove(part.toLowerCase(java.util.Locale.ROOT));
    }

    /** All parts, those that were looked into as their trees are now. */
    Map<String, byte[]> written() {
        Map<String, byte[]> written = new LinkedHashMap<>(parts);
        trees.forEach((name, tree) -> written.put(name, XmlText.bytes(tree)));
        return written;
    }
}
