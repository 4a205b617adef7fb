package dev.sweepbook.load;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.ModelFields;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.ModelVariants;
import java.util.Map;

/**
 * Makes models with swept fields of the models a file uses, and tells what those were made of.
 *
 * @param fields id to the fields as they were read
 * @param definitions id to the same under their canonical names
 */
record KnownModels(Map<String, ModelFields> fields, Map<String, Map<String, Object>> definitions)
        implements ModelVariants {
    KnownModels {
        fields = Map.copyOf(fields);
        definitions = Map.copyOf(definitions);
    }

    @Override
    public Variant variant(ModelArchitecture base, Map<String, Object> changes) {
        ModelFields known = fields.get(base.id());
        if (known == null) {
            throw new IllegalArgumentException("model " + base.id() + " was not read by this reader");
        }
        ArchitectureReader.Result result =
                ArchitectureReader.read(known.extendedBy(base.id(), changes, known.provenance()));
        if (result instanceof ArchitectureReader.Made made) {
            return new Made(made.model());
        }
        ArchitectureReader.Fault fault =
                ((ArchitectureReader.Refused) result).faults().get(0);
        return new Refused(fault.field(), fault.reason());
    }

    @Override
    public Map<String, Object> fields(ModelArchitecture base) {
        return definitions.getOrDefault(base.id(), Map.of());
    }
}
