package dev.sweepbook.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names people read over the fields of a model's definition, and the way back. */
public final class ModelFieldTitles {
    /** The fields everybody looks for first. */
    public static final List<String> FIRST =
            List.of("num_hidden_layers", "hidden_size", "num_attention_heads", "vocab_size", "parameters");

    private static final Map<String, String> TITLES = Map.of(
            "num_hidden_layers", "Layers",
            "hidden_size", "Hidden size",
            "num_attention_heads", "Query heads",
            "vocab_size", "Vocabulary",
            "parameters", "Parameters given");

    private ModelFieldTitles() {}

    /**
     * The title of a field. A name of small letters and underscores reads better as words; others are kept.
     *
     * @param field canonical name
     * @return the title
     */
    public static String of(String field) {
        String known = TITLES.get(field);
        if (known != null || !field.matches("[a-z0-9_]+")) {
            return known == null ? field : known;
        }
        return field.substring(0, 1).toUpperCase(Locale.ROOT)
                + field.substring(1).replace('_', ' ');
    }

    /**
     * The field a title may stand for.
     *
     * @param title as {@link #of} makes it
     * @return the canonical name, if there is such a field
     */
    public static String field(String title) {
        for (Map.Entry<String, String> entry : TITLES.entrySet()) {
            if (entry.getValue().equalsIgnoreCase(title)) {
                return entry.getKey();
            }
        }
        return title.indexOf(' ') < 0 && !title.equals(title.toLowerCase(Locale.ROOT)) && title.indexOf('_') >= 0
                ? title
                : title.toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
