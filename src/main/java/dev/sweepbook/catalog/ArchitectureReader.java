package dev.sweepbook.catalog;

import dev.sweepbook.estimate.ParameterCount;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ParameterOverride;
import dev.sweepbook.scenario.Structure;
import dev.sweepbook.scenario.Undetermined;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an architecture of the fields of a configuration, or says which field is at fault. */
public final class ArchitectureReader {
    private ArchitectureReader() {}

    /**
     * Reads an architecture.
     *
     * @param model the fields
     * @return the architecture, or every fault found
     */
    public static Result read(ModelFields model) {
        Fields fields = new Fields(model.fields());
        String type = applyType(fields);
        long layers = size(fields, "num_hidden_layers");
        long hiddenSize = size(fields, "hidden_size");
        long vocabularySize = size(fields, "vocab_size");
        long queryHeads = queryHeads(fields);
        ParameterOverride parameters = parameters(fields);
        if (!fields.faults().isEmpty()) {
            return new Refused(fields.faults());
        }
        Structure structure = structure(fields, layers, hiddenSize, vocabularySize);
        if (!fields.faults().isEmpty()) {
            return new Refused(fields.faults());
        }
        List<String> unread = type.equals(ModelTypes.UNKNOWN) ? fields.unread() : List.of();
        if (!unread.isEmpty()) {
            fields.note("not read, so the counts leave out what they add: " + String.join(", ", unread));
        }
        ModelArchitecture made = new ModelArchitecture(
                model.id(), layers, hiddenSize, queryHeads, vocabularySize, parameters, model.provenance(), structure);
        return new Made(made, structure instanceof Decoder ? fields.notes() : List.of(), fields.definition());
    }

    private static String applyType(Fields fields) {
        String type = type(fields);
        String named = fields.isWritten("model_type") ? "model_type" : "architectures";
        fields.apply(ModelTypes.rules(type), type.equals(ModelTypes.UNKNOWN) ? "" : named);
        fields.apply(ModelTypes.rules(ModelTypes.ANY), "");
        return type;
    }

    private static String type(Fields fields) {
        List<?> classes = fields.list("architectures");
        String ofClass = classes.isEmpty() ? ModelTypes.UNKNOWN : ModelTypes.ofClass(String.valueOf(classes.get(0)));
        if (!fields.isWritten("model_type")) {
            String type = ofClass.equals(ModelTypes.UNKNOWN) ? ModelTypes.DEFAULT : ofClass;
            fields.note("no model_type: read as " + type);
            return type;
        }
        String named = ModelTypes.named(fields.text("model_type", ""));
        if (named.equals(ModelTypes.UNKNOWN)) {
            String how = ofClass.equals(ModelTypes.UNKNOWN)
                    ? "by what its fields say, with two norms a layer and no biases where they say nothing"
                    : "as " + ofClass;
            fields.note("model_type " + Fields.shown(fields.get("model_type")) + " is not known: read " + how);
            return ofClass;
        }
        return named;
    }

    private static long size(Fields fields, String name) {
        if (!fields.has(name)) {
            fields.fault(name, "is missing");
            return 1;
        }
        return fields.count(name, 1).orElse(1);
    }

    private static long queryHeads(Fields fields) {
        return fields.get("num_attention_heads") instanceof List<?>
                ? fields.needed("num_attention_heads", 0)
                : fields.count("num_attention_heads", 1).orElse(0);
    }

    private static Structure structure(Fields fields, long layers, long hiddenSize, long vocabularySize) {
        try {
            Decoder decoder = new DecoderReader(fields, layers, hiddenSize).decoder(vocabularySize);
            if (fields.faults().isEmpty() && fields.missing().isEmpty()) {
                ParameterCount.of(decoder, hiddenSize);
                return decoder;
            }
        } catch (ArithmeticException e) {
            fields.fault("hidden_size", "must leave a number of parameters that fits 64 bits");
        }
        if (fields.isWritten("model_type") || fields.isWritten("architectures")) {
            fields.missing().forEach(fault -> fields.fault(fault.field(), fault.reason()));
        }
        Fault first = fields.missing().isEmpty()
                ? fields.faults().get(0)
                : fields.missing().get(0);
        return new Undetermined(first.field(), first.reason());
    }

    private static ParameterOverride parameters(Fields fields) {
        Object value = fields.get("parameters");
        if (value == null) {
            return ParameterOverride.NONE;
        }
        if (!(value instanceof Map<?, ?> map)) {
            double both = positive(fields, "parameters", value);
            return new ParameterOverride(both, both);
        }
        for (Object key : map.keySet()) {
            if (!"total".equals(key) && !"active".equals(key)) {
                fields.fault("parameters." + key, "must be total or active");
            }
        }
        Object total = map.get("total");
        if (total == null) {
            fields.fault("parameters", "must have total");
            return ParameterOverride.NONE;
        }
        double all = positive(fields, "parameters.total", total);
        Object given = map.get("active");
        double active = given == null ? all : positive(fields, "parameters.active", given);
        if (active > all) {
            fields.fault("parameters.active", "must be at most the total, was " + Fields.shown(given));
        }
        return new ParameterOverride(all, active);
    }

    private static double positive(Fields fields, String name, Object value) {
        if (value instanceof Number number && number.doubleValue() > 0 && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        fields.fault(name, "must be a number above 0, was " + Fields.shown(value));
        return Double.NaN;
    }

    /** What became of the fields. */
    public sealed interface Result {}

    /**
     * They make a model.
     *
     * @param model the model
     * @param notes what was assumed and the reader should know
     * @param definition the fields the model was made of, under their canonical names: reading them gives the model again
     */
    public record Made(ModelArchitecture model, List<String> notes, Map<String, Object> definition) implements Result {
        /** Copies the collections. */
        public Made {
            notes = List.copyOf(notes);
            definition = Collections.unmodifiableMap(new LinkedHashMap<>(definition));
        }
    }

    /**
     * They do not.
     *
     * @param faults each fault
     */
    public record Refused(List<Fault> faults) implements Result {}

    /**
     * A field at fault.
     *
     * @param field its name as it was written
     * @param reason the rule and the value found
     */
    public record Fault(String field, String reason) {}
}
