package dev.sweepbook.load;

import dev.sweepbook.load.Definition.Kind;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The definitions of one place, where an id stands once: a scenario file, or a folder. */
final class DefinitionLayer {
    private final Map<Kind, Map<String, Definition>> byId = new EnumMap<>(Kind.class);

    DefinitionLayer() {
        for (Kind kind : Kind.values()) {
            byId.put(kind, new LinkedHashMap<>());
        }
    }

    /** Adds a definition, or reports to the problems of its file that its id is taken. */
    void add(Definition definition, Problems problems) {
        Definition first = of(definition.kind()).putIfAbsent(definition.id(), definition);
        if (first != null) {
            String where = (first.file().shown().equals(definition.file().shown())
                            ? ""
                            : first.file().shown() + (first.config() == null ? ":" : ""))
                    + (first.config() == null ? first.place() : "");
            problems.add(
                    definition.place(),
                    definition.kind().singular + " " + Shown.quoted(definition.id()) + ": is defined twice, first at "
                            + where);
        }
    }

    @Nullable
    Definition find(Kind kind, String id) {
        return of(kind).get(id);
    }

    Set<String> ids(Kind kind) {
        return of(kind).keySet();
    }

    private Map<String, Definition> of(Kind kind) {
        return byId.getOrDefault(kind, Map.of());
    }

    /** One spelling for ids that look the same. */
    static String composed(String id) {
        return Normalizer.isNormalized(id, Normalizer.Form.NFC) ? id : Normalizer.normalize(id, Normalizer.Form.NFC);
    }
}
