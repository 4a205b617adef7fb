package dev.sweepbook.ooxml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Refuses relations that lead out of the workbook, to what runs, or to nothing. */
final class RelationRules {
    /** Words in the last part of a relation's type, and what they mean to a reader. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("externallink", "has an external link: break the links to other workbooks"),
            Map.entry("xlexternallink", "has an external link: break the links to other workbooks"),
            Map.entry("oleobject", "has an embedded OLE object"),
            Map.entry("package", "has an embedded file (OLE object)"),
            Map.entry("vbaproject", "has macros (VBA)"),
            Map.entry("wordvbadata", "has macros (VBA)"),
            Map.entry("attachedtoolbars", "has a toolbar that may start macros"),
            Map.entry("extensibility", "has buttons of its own that start macros"),
            Map.entry("xlmacrosheet", "has a sheet of macros"),
            Map.entry("xlintlmacrosheet", "has a sheet of macros"),
            Map.entry("dialogsheet", "has a dialog of old macros"),
            Map.entry("connections", "has a data connection, which is refreshed from outside"),
            Map.entry("querytable", "has a table filled by a data connection"),
            Map.entry("powerpivotdata", "has a data model filled by a data connection"),
            Map.entry("control", "has an ActiveX control"),
            Map.entry("activexcontrolbinary", "has an ActiveX control"),
            Map.entry("webextension", "has an add-in that is loaded from the web"),
            Map.entry("webextensiontaskpanes", "has an add-in that is loaded from the web"),
            Map.entry("volatiledependencies", "asks other programs for values (RTD, DDE)"),
            Map.entry("origin", "is signed: filling it would break the signature, remove it first"));

    private static final List<String> LINKS = List.of("http://", "https://", "mailto:");

    private RelationRules() {}

    static List<Fault> faults(PackageFile file, String rels, String owner) throws IOException, Refused {
        String place = owner.isEmpty() ? rels : owner;
        List<Fault> faults = new ArrayList<>();
        if (!owner.isEmpty() && file.find(owner).isEmpty()) {
            faults.add(new Fault(rels, "belongs to a part that is missing"));
        }
        for (Relation relation : Relation.read(rels, file.stream(rels))) {
            refusal(file, owner, relation).ifPresent(reason -> faults.add(new Fault(place, reason)));
        }
        return faults;
    }

    private static Optional<String> refusal(PackageFile file, String owner, Relation relation) {
        String kind = relation.kind().toLowerCase(Locale.ROOT);
        Optional<String> running = REFUSED.entrySet().stream()
                .filter(entry -> kind.equals(entry.getKey())
                        || (entry.getKey().endsWith("externallink") && kind.startsWith(entry.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
        if (running.isPresent()) {
            return running;
        } else if (relation.isExternal()) {
            return external(kind, relation.target());
        }
        String part = relation.resolved(owner);
        boolean inside = relation.target().startsWith("#");
        return inside || (part != null && file.find(part).isPresent())
                ? Optional.empty()
                : Optional.of("refers to " + relation.target() + ", which is missing from the workbook");
    }

    private static Optional<String> external(String kind, String target) {
        String lower = target.toLowerCase(Locale.ROOT);
        if (kind.equals("hyperlink")) {
            boolean plain = lower.startsWith("#") || LINKS.stream().anyMatch(lower::startsWith);
            return plain
                    ? Optional.empty()
                    : Optional.of("has a hyperlink to " + target + ": only web pages and mail addresses are taken");
        } else if (kind.equals("image")) {
            return Optional.of("shows a remote image, " + target + ": put the picture into the workbook");
        }
        return Optional.of("has an external link of the kind " + kind + " to " + target);
    }
}
