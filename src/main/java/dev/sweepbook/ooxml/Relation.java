package dev.sweepbook.ooxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a part refers to.
 *
 * @param id the name the part uses
 * @param type what the target is to the part, a URI
 * @param target as written
 * @param isExternal whether the target is outside the package
 */
public record Relation(String id, String type, String target, boolean isExternal) {
    static final String NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships";

    /**
     * The last word of the type, which says what is meant: {@code worksheet}, {@code image}.
     *
     * @return the word
     */
    public String kind() {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /**
     * The part that holds the relations of another.
     *
     * @param part its name, empty for the whole package
     * @return the name of the part with the relations
     */
    public static String partOf(String part) {
        int slash = part.lastIndexOf('/') + 1;
        return part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
    }

    /**
     * The part whose relations a part holds.
     *
     * @param rels name of a part with relations
     * @return the name of the part, empty for the whole package, or null where the name is not one of such a part
     */
    public static @Nullable String ownerOf(String rels) {
        int at = rels.lastIndexOf("_rels/");
        boolean named = rels.endsWith(".rels") && (at == 0 || (at > 0 && rels.charAt(at - 1) == '/'));
        return named ? rels.substring(0, at) + rels.substring(at + 6, rels.length() - 5) : null;
    }

    /**
     * Reads a part with relations.
     *
     * @param rels its name
     * @param in its content, closed here
     * @return the relations in the order written
     * @throws IOException where it cannot be read
     * @throws Refused where it is broken
     */
    public static List<Relation> read(String rels, InputStream in) throws IOException, Refused {
        List<Relation> relations = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        XmlReading.read(rels, in, (xml, depth) -> {
            if (depth == 1 && xml.getLocalName().equals("Relationship")) {
                String id = xml.getAttributeValue(null, "Id");
                String type = xml.getAttributeValue(null, "Type");
                String target = xml.getAttributeValue(null, "Target");
                if (id == null || type == null || target == null || !ids.add(id)) {
                    throw new Refused(rels, "has a relationship without id, type or target, or an id twice");
                }
                boolean external = "External".equals(xml.getAttributeValue(null, "TargetMode"));
                relations.add(new Relation(id, type, target, external));
            }
        });
        return relations;
    }

    /**
     * The part the target is.
     *
     * @param from the part that refers to it, empty for the whole package
     * @return its name without leading slash, or null where it climbs out of the package
     */
    public @Nullable String resolved(String from) {
        String path = target.indexOf('#') < 0 ? target : target.substring(0, target.indexOf('#'));
        Deque<String> steps = new ArrayDeque<>();
        if (!path.startsWith("/")) {
            for (String step : from.split("/", -1)) {
                steps.addLast(step);
            }
            steps.pollLast();
        }
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return null;
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }
}
