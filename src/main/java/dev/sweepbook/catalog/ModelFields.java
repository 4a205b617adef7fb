package dev.sweepbook.catalog;

import dev.sweepbook.scenario.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as its configuration file describes it.
 *
 * @param id the name scenarios use
 * @param fields field name to value, as in a Hugging Face {@code config.json}: {@link Long}, {@link Double},
 *     {@link Boolean}, {@link String}, {@link java.util.List} or {@link Map} of these; a JSON null is left out
 * @param provenance where they come from
 */
public record ModelFields(String id, Map<String, Object> fields, Provenance provenance) {
    private static final List<String> TEXT_MODELS =
            List.of("text_config", "language_config", "llm_config", "thinker_config");

    /** Copies the fields. */
    public ModelFields {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * The same model with some fields replaced, whatever this one calls them and wherever they stand: a changed
     * {@code hidden_size} also replaces {@code n_embd}, or the one inside {@code text_config}.
     *
     * @param newId the name of the changed model
     * @param changes field name, canonical or alias, to value
     * @param from where the changes come from
     * @return the changed model
     */
    public ModelFields extendedBy(String newId, Map<String, Object> changes, Provenance from) {
        Map<String, Object> merged = new LinkedHashMap<>();
        flat(fields, "").forEach(written -> merged.put(written.name(), written.value()));
        for (String name : changes.keySet()) {
            FieldNames.of(name)
                    .map(FieldNames.Field::spellings)
                    .orElse(List.of(name))
                    .forEach(spelling -> remove(merged, spelling));
        }
        merged.putAll(changes);
        return new ModelFields(newId, merged, from);
    }

    /**
     * Whether a path leads to a field of the language model, inside {@code text_config} and the like.
     *
     * @param path names from the outside in, with dots
     * @param field the field's own name
     * @return whether it does
     */
    public static boolean isOfLanguageModel(String path, String field) {
        int end = path.length() - field.length() - 1;
        return end > 0
                && path.endsWith("." + field)
                && TEXT_MODELS.containsAll(List.of(path.substring(0, end).split("\\.", -1)));
    }

    private static void remove(Map<String, Object> from, String spelling) {
        from.remove(spelling);
        int dot = spelling.indexOf('.');
        if (dot > 0 && from.get(spelling.substring(0, dot)) instanceof Map<?, ?> inner) {
            Map<String, Object> copy = strings(inner);
            copy.remove(spelling.substring(dot + 1));
            from.put(spelling.substring(0, dot), copy);
        }
    }

    /** The fields of the language model, those inside {@code text_config} after the file's own, which they replace. */
    static List<Written> flat(Map<String, Object> fields, String prefix) {
        List<Written> all = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (!TEXT_MODELS.contains(name) || !(value instanceof Map)) {
                all.add(new Written(name, prefix + name, value));
            }
        });
        for (String nest : TEXT_MODELS) {
            if (fields.get(nest) instanceof Map<?, ?> inner) {
                all.addAll(flat(strings(inner), prefix + nest + "."));
            }
        }
        return all;
    }

    /** A field, the path it stands at and its value. */
    record Written(String name, String place, Object value) {}

    static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
