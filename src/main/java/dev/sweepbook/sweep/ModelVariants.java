package dev.sweepbook.sweep;

import dev.sweepbook.scenario.ModelArchitecture;
import java.util.Map;

/** Makes a model with some of its fields replaced, for sweeps over {@code model.<field>}. */
@FunctionalInterface
public interface ModelVariants {
    /**
     * The changed model.
     *
     * @param base the model as named
     * @param changes canonical field name to value
     * @return the model, or why the fields do not make one
     */
    Variant variant(ModelArchitecture base, Map<String, Object> changes);

    /**
     * The fields a model was made of, for who wants to write them down.
     *
     * @param base the model as named
     * @return canonical field name to value: {@link Long}, {@link Double}, {@link Boolean}, {@link String}, or lists and
     *     maps of these; empty where nobody kept them
     */
    default Map<String, Object> fields(ModelArchitecture base) {
        return Map.of();
    }

    /** What became of a change. */
    sealed interface Variant {}

    /**
     * The fields make a model.
     *
     * @param model the model
     */
    record Made(ModelArchitecture model) implements Variant {}

    /**
     * The fields contradict each other.
     *
     * @param field the field at fault
     * @param reason why, in words
     */
    record Refused(String field, String reason) implements Variant {}
}
