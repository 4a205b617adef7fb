package dev.sweepbook.catalog;

import dev.sweepbook.scenario.ModelArchitecture;
import java.util.List;

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
        return new Refused(List.of(new Fault(model.id(), "to be read")));
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
