package dev.sweepbook.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What a {@code model_type} implies and configurations do not write, from {@code model-types.csv}. */
final class ModelTypes {
    /** The model type whose rules hold where a configuration names none: Hugging Face's Llama. */
    static final String DEFAULT = "llama";

    /** The rules for a model type nobody has described: only what its fields say. */
    static final String UNKNOWN = "unknown";

    /** What holds whatever the model type. */
    static final String ANY = "any";

    private static final Map<String, List<Table.Row>> ROWS = new LinkedHashMap<>();

    private static final Map<String, String> BY_BARE_NAME = new HashMap<>();

    static {
        for (Table.Row row : Table.read("model-types.csv")) {
            ROWS.computeIfAbsent(row.cell("model_type"), type -> new ArrayList<>())
                    .add(row);
        }
        ROWS.keySet().forEach(type -> BY_BARE_NAME.put(bare(type), type));
        BY_BARE_NAME.remove(ANY);
        BY_BARE_NAME.remove(UNKNOWN);
    }

    private ModelTypes() {}

    /** The type a name stands for, whatever its case and signs, or {@link #UNKNOWN}. */
    static String named(String name) {
        return BY_BARE_NAME.getOrDefault(bare(name), UNKNOWN);
    }

    /** The type a class such as {@code Qwen2ForCausalLM} belongs to, or {@link #UNKNOWN}. */
    static String ofClass(String architecture) {
        String name = architecture;
        for (String ending : List.of("ForCausalLM", "ForConditionalGeneration", "LMHeadModel", "Model")) {
            int end = name.indexOf(ending);
            name = end > 0 ? name.substring(0, end) : name;
        }
        return named(name);
    }

    private static String bare(String name) {
        StringBuilder bare = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(bare::appendCodePoint);
        return bare.toString();
    }

    /** The rules of a type, those it is like first, so that later ones replace earlier ones. */
    static List<Rule> rules(String type) {
        List<Rule> rules = new ArrayList<>();
        for (Table.Row row : ROWS.getOrDefault(type, List.of())) {
            if (!row.cell("like").isEmpty()) {
                rules.addAll(rules(row.cell("like")));
            }
            rules.add(new Rule(conditions(row.cell("when")), implied(row.cell("implies")), row.cell("refused")));
        }
        return rules;
    }

    private static List<Condition> conditions(String text) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : words(text.replace(" & ", " "))) {
            boolean negated = part.startsWith("!");
            String[] sides = (negated ? part.substring(1) : part).split("=", 2);
            conditions.add(new Condition(sides[0], sides.length > 1 ? sides[1] : "", negated));
        }
        return conditions;
    }

    private static List<Implied> implied(String text) {
        List<Implied> fields = new ArrayList<>();
        for (String part : words(text)) {
            int equals = part.indexOf('=');
            boolean always = part.charAt(equals - 1) == '!';
            fields.add(
                    new Implied(part.substring(0, always ? equals - 1 : equals), part.substring(equals + 1), always));
        }
        return fields;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    /**
     * What holds for a type.
     *
     * @param conditions all of which the fields must meet
     * @param implied fields that hold then
     * @param refused why such a model cannot be counted, empty where it can
     */
    record Rule(List<Condition> conditions, List<Implied> implied, String refused) {
        boolean holds(Predicate<Condition> met) {
            return conditions.stream().allMatch(met);
        }
    }

    /**
     * A field is there and not false, or has a value.
     *
     * @param field its name
     * @param value the value, empty for any but false and 0
     * @param negated whether the opposite is meant
     */
    record Condition(String field, String value, boolean negated) {}

    /**
     * A field's value.
     *
     * @param field its name
     * @param formula a value, or sums, products and quotients of numbers and {@code $fields}
     * @param always whether it holds even where the configuration writes another
     */
    record Implied(String field, String formula, boolean always) {}
}
