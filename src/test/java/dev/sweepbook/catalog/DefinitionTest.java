package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model was made of makes it again. */
class DefinitionTest {
    @Test
    void theDefinitionOfEveryShippedModelMakesThatModel() {
        Catalog catalog = Catalog.shipped();
        List<String> made = new ArrayList<>();
        for (String id : catalog.modelIds()) {
            ModelFields fields = catalog.model(id).orElseThrow();
            ArchitectureReader.Made first = (ArchitectureReader.Made) ArchitectureReader.read(fields);
            ModelFields again = new ModelFields(id, first.definition(), fields.provenance());
            ArchitectureReader.Made second = (ArchitectureReader.Made) ArchitectureReader.read(again);
            assertThat(second.model()).as(id).isEqualTo(first.model());
            assertThat(second.definition()).as(id).isEqualTo(first.definition());
            made.add(id);
        }
        assertThat(made).hasSizeGreaterThan(100);
    }

    @Test
    void aliasesStandUnderTheirCanonicalNames() {
        ModelFields fields = Catalog.shipped().model("gpt2").orElseThrow();
        ArchitectureReader.Made made = (ArchitectureReader.Made) ArchitectureReader.read(fields);
        assertThat(made.definition())
                .containsEntry("num_hidden_layers", 12L)
                .containsEntry("hidden_size", 768L)
                .doesNotContainKeys("n_layer", "n_embd");
    }
}
