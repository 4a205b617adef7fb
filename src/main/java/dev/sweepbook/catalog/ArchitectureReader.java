package dev.sweepbook.catalog;

import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ParameterOverride;
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
        long layers = fields.required("num_hidden_layers");
        long hiddenSize = fields.required("hidden_size");
        long vocabularySize = fields.required("vocab_size");
        long queryHeads = fields.count("num_attention_heads", 1).orElse(0);
        ParameterOverride parameters = parameters(fields);
        if (!fields.faults().isEmpty()) {
            return new Refused(List.copyOf(fields.faults()));
        }
        return new Made(
                new ModelArchitecture(
                        model.id(), layers, hiddenSize, queryHeads, vocabularySize, parameters, model.provenance()),
                List.of());
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
     */
    public record Made(ModelArchitecture model, List<String> notes) implements Result {}

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
