package dev.sweepbook.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names a model's fields go by: Hugging Face's Llama names, and the spellings other configurations use. */
public final class FieldNames {
    private static final Map<String, Field> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, Field> BY_SPELLING = new LinkedHashMap<>();

    static {
        for (Table.Row row : Table.read("fields.csv")) {
            String spelled = row.cell("aliases");
            List<String> aliases = spelled.isEmpty() ? List.of() : List.of(spelled.split(" ", -1));
            Field field = Field.of(row.cell("name"), Kind.of(row.cell("kind")), aliases, row.cell("says"));
            BY_NAME.put(field.name(), field);
            BY_SPELLING.put(field.name(), field);
            aliases.forEach(alias -> BY_SPELLING.put(alias, field));
        }
    }

    private FieldNames() {}

    /**
     * Every field, under its canonical name, in the order of {@code fields.csv}.
     *
     * @return the fields
     */
    public static Collection<Field> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    /**
     * Every spelling a definition may use, aliases too.
     *
     * @return the names
     */
    public static Collection<String> spellings() {
        return Collections.unmodifiableSet(BY_SPELLING.keySet());
    }

    /**
     * The field a spelling means.
     *
     * @param spelling a canonical name or an alias
     * @return the field, or nothing where no field is spelled so
     */
    public static Optional<Field> of(String spelling) {
        return Optional.ofNullable(BY_SPELLING.get(spelling));
    }

    /**
     * The spelling first used for a field that is written once more under another name.
     *
     * @param earlier the names written before
     * @param spelling the name written now
     * @return the earlier name of the same field, or nothing
     */
    public static Optional<String> sameField(Collection<String> earlier, String spelling) {
        Field field = BY_SPELLING.get(spelling);
        return earlier.stream()
                .filter(name -> field != null && !name.equals(spelling) && field.equals(BY_SPELLING.get(name)))
                .findFirst();
    }

    /** What values a field takes. */
    public enum Kind {
        /** A whole number, at least 1. */
        COUNT,
        /** A whole number, at least 0. */
        AMOUNT,
        /** A number above 0. */
        NUMBER,
        /** true or false. */
        FLAG,
        /** A name. */
        TEXT,
        /** A list of whole numbers, names or flags. */
        LIST,
        /** A number, or a map of {@code total} and {@code active}. */
        NUMBER_OR_MAP;

        static Kind of(String text) {
            return valueOf(text.replace(' ', '_').toUpperCase(java.util.Locale.ROOT));
        }
    }

    /**
     * A field of a model.
     *
     * @param name its canonical name
     * @param kind what values it takes
     * @param aliases other configurations' names of it; one with a dot stands inside a map
     * @param says what it is, in words
     * @param spellings its canonical name and the aliases
     */
    public record Field(String name, Kind kind, List<String> aliases, String says, List<String> spellings) {
        /** Copies the lists. */
        public Field {
            aliases = List.copyOf(aliases);
            spellings = List.copyOf(spellings);
        }

        static Field of(String name, Kind kind, List<String> aliases, String says) {
            List<String> spellings = new ArrayList<>(List.of(name));
            spellings.addAll(aliases);
            return new Field(name, kind, aliases, says, spellings);
        }
    }
}
