package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a configuration, reading it ends in a model or in faults, never in an exception. */
class BrokenConfigTest {
    private static final List<Object> ODD_VALUES = List.of(
            0L,
            -1L,
            3L,
            1L << 31,
            1L << 53,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.5,
            1e300,
            Double.NaN,
            "",
            "8",
            "sliding_attention",
            true,
            false,
            List.of(),
            List.of(1L, 2L),
            List.of("full_attention", List.of()),
            Map.of(),
            Map.of("num_hidden_layers", List.of(4L)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anOddValueInAnyFieldIsAFaultOrAModel(long seed) throws IOException {
        Random random = new Random(seed);
        List<ModelFields> models = models();
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            ModelFields model = models.get(random.nextInt(models.size()));
            Map<String, Object> fields = broken(model.fields(), random);
            ArchitectureReader.Result result = ArchitectureReader.read(new ModelFields("x", fields, Provenance.NONE));
            if (result instanceof ArchitectureReader.Refused faults) {
                refused++;
                assertThat(faults.faults()).as("%s", fields).isNotEmpty().allSatisfy(fault -> {
                    assertThat(fault.field()).isNotBlank();
                    assertThat(fault.reason()).isNotBlank();
                });
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private static Map<String, Object> broken(Map<String, Object> fields, Random random) {
        if (fields.isEmpty()) {
            return fields;
        }
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        List<String> names = new ArrayList<>(fields.keySet());
        for (int i = 0; i <= random.nextInt(2); i++) {
            String name = random.nextInt(4) == 0
                    ? new ArrayList<>(FieldNames.spellings())
                            .get(random.nextInt(FieldNames.spellings().size()))
                    : names.get(random.nextInt(names.size()));
            if (changed.get(name) instanceof Map<?, ?> inner && random.nextBoolean()) {
                changed.put(name, broken(ModelFields.strings(inner), random));
            } else if (random.nextInt(6) == 0) {
                changed.remove(name);
            } else {
                changed.put(name, ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
            }
        }
        return changed;
    }

    private static List<ModelFields> models() {
        Catalog catalog = Catalog.shipped();
        return catalog.modelIds().stream()
                .map(id -> catalog.model(id).orElseThrow())
                .toList();
    }
}
