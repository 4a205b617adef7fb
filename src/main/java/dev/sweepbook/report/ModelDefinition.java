package dev.sweepbook.report;

import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.FieldText;
import dev.sweepbook.sweep.ModelFieldTitles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a model, as cells that can be edited and read back.
 *
 * @param fields canonical name to value
 */
record ModelDefinition(Map<String, Object> fields) {
    private static final Map<String, String> NOTES = Map.of(
            "num_attention_heads",
            "Query heads of a layer; empty where unpublished",
            "parameters",
            "The total the definition gives in place of the count; seed-2020 and kipply-2022 use it, else 12·L·d² + V·d");
    private static final int WIDEST = 40;

    /** The fields a model was made of, or, where nobody kept them, those its sizes tell. */
    static ModelDefinition of(ModelArchitecture model, Map<String, Object> kept) {
        if (!kept.isEmpty()) {
            return new ModelDefinition(kept);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("num_hidden_layers", model.layers());
        fields.put("hidden_size", model.hiddenSize());
        if (model.queryHeads() > 0) {
            fields.put("num_attention_heads", model.queryHeads());
        }
        fields.put("vocab_size", model.vocabularySize());
        if (model.parameters().isGiven()) {
            fields.put("parameters", model.parameters().total());
        }
        return new ModelDefinition(fields);
    }

    /** The fields any of some models has, the best known first. */
    static List<String> names(List<ModelDefinition> definitions) {
        Set<String> names = new LinkedHashSet<>(ModelFieldTitles.FIRST);
        definitions.forEach(definition -> names.addAll(definition.fields().keySet()));
        names.removeIf(name ->
                definitions.stream().noneMatch(definition -> definition.fields().containsKey(name)));
        return new ArrayList<>(names);
    }

    static Table.Head head(String field) {
        boolean counts = !field.equals("model_type") && !field.equals("architectures");
        String note = field + "\n" + NOTES.getOrDefault(field, "Field of the model's definition")
                + "; edit it and run the workbook";
        return new Table.Head(ModelFieldTitles.of(field), counts ? Unit.COUNT : Unit.TEXT, WIDEST, note, true);
    }

    @Nullable
    Object cell(String field) {
        Object value = fields.get(field);
        if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Boolean || value instanceof String) {
            return value.toString(); // LibreOffice saves a truth with a number format as 1 or 0
        }
        return value == null ? null : FieldText.of(value);
    }
}
