package dev.sweepbook.load;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.ModelFields;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.Undetermined;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reading one Hugging Face configuration gave.
 *
 * @param made the model and what was assumed of it, or null where there are problems
 * @param problems what is wrong with the file, field by field
 */
public record ModelConfig(ArchitectureReader.@Nullable Made made, Problems problems) {
    /**
     * Reads a configuration whose every tensor can be told.
     *
     * @param file the file
     * @return the model, or what is wrong
     * @throws IOException where the file cannot be read
     */
    public static ModelConfig read(Path file) throws IOException {
        Problems problems = new Problems(PathText.of(file));
        ConfigFile config = ConfigFile.read(file, file, PathText.of(file.getFileName()), problems);
        Map<String, Object> fields = config == null ? null : config.fields(problems);
        if (config == null || fields == null) {
            return new ModelConfig(null, problems);
        }
        ArchitectureReader.Result result =
                ArchitectureReader.read(new ModelFields(PathText.of(file.getFileName()), fields, Provenance.NONE));
        if (result instanceof ArchitectureReader.Refused refused) {
            refused.faults().forEach(fault -> report(config, fault.field(), fault.reason(), problems));
        } else if (result instanceof ArchitectureReader.Made made) {
            if (!(made.model().structure() instanceof Undetermined unknown)) {
                return new ModelConfig(made, problems);
            }
            report(config, unknown.field(), unknown.reason(), problems);
        }
        return new ModelConfig(null, problems);
    }

    private static void report(ConfigFile config, String field, String reason, Problems problems) {
        Place place = config.place(field);
        problems.add(place == null ? Place.FILE : place, Shown.escaped(field + ": " + reason));
    }
}
