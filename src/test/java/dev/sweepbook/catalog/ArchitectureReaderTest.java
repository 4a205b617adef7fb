package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.ArchitectureReader.Fault;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ParameterOverride;
import dev.sweepbook.scenario.Provenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureReaderTest {
    private static final Map<String, Object> GOPHER = Map.of(
            "num_hidden_layers", 80L, "hidden_size", 16_384L, "num_attention_heads", 128L, "vocab_size", 32_000L);

    @Test
    void theFourSizesAreEnough() {
        ModelArchitecture model = made(GOPHER);
        assertThat(model.layers()).isEqualTo(80);
        assertThat(model.hiddenSize()).isEqualTo(16_384);
        assertThat(model.queryHeads()).isEqualTo(128);
        assertThat(model.vocabularySize()).isEqualTo(32_000);
        assertThat(model.parameters()).isEqualTo(ParameterOverride.NONE);
    }

    @Test
    void everySpellingIsUnderstood() {
        assertThat(made(Map.of("n_layer", 12L, "n_embd", 768L, "n_head", 12L, "vocab_size", 50_257L))
                        .layers())
                .isEqualTo(12);
        assertThat(made(Map.of("num_layers", 40L, "hidden_size", 4_096L, "padded_vocab_size", 151_552L))
                        .vocabularySize())
                .isEqualTo(151_552);
        assertThat(made(Map.of("n_layers", 32L, "d_model", 4_096L, "n_heads", 32L, "vocab_size", 50_432L))
                        .queryHeads())
                .isEqualTo(32);
    }

    @Test
    void theLanguageModelOfASeeingModelIsRead() {
        ModelArchitecture model = made(Map.of(
                "model_type",
                "gemma3",
                "text_config",
                Map.of("num_hidden_layers", 34L, "hidden_size", 2_560L, "vocab_size", 262_208L),
                "vision_config",
                Map.of("num_hidden_layers", 27L, "hidden_size", 1_152L)));
        assertThat(model.layers()).isEqualTo(34);
        assertThat(model.hiddenSize()).isEqualTo(2_560);
    }

    @Test
    void everyMissingSizeIsNamed() {
        assertThat(faults(Map.of("num_attention_heads", 8L)))
                .containsExactly(
                        new Fault("num_hidden_layers", "is missing"),
                        new Fault("hidden_size", "is missing"),
                        new Fault("vocab_size", "is missing"));
    }

    @Test
    void aSizeThatIsNoWholeNumberAboveZeroIsNamedAsItWasWritten() {
        assertThat(faults(Map.of("n_layer", 0L, "n_embd", -768L, "n_head", 1.5, "vocab_size", "many")))
                .containsExactly(
                        new Fault("n_layer", "must be at least 1, was 0"),
                        new Fault("n_embd", "must be at least 1, was -768"),
                        new Fault("vocab_size", "must be a whole number, was \"many\""),
                        new Fault("n_head", "must be a whole number, was 1.5"));
        assertThat(faults(with(GOPHER, "hidden_size", 1e300)))
                .containsExactly(new Fault("hidden_size", "must be a whole number, was 1.0E300"));
    }

    @Test
    void aSizeInsideTheLanguageModelIsNamedWithItsPath() {
        assertThat(faults(Map.of("vocab_size", 10L, "num_hidden_layers", 2L, "text_config", Map.of("hidden_size", 0L))))
                .containsExactly(new Fault("text_config.hidden_size", "must be at least 1, was 0"));
    }

    @Test
    void twoSpellingsOfAFieldMustAgree() {
        assertThat(made(with(GOPHER, "d_model", 16_384L)).hiddenSize()).isEqualTo(16_384);
        assertThat(faults(with(GOPHER, "d_model", 8_192L)))
                .containsExactly(
                        new Fault("d_model", "must equal hidden_size, which means the same, was 8192 and 16384"));
    }

    @Test
    void aGivenParameterCountIsTotalAndActive() {
        assertThat(made(with(GOPHER, "parameters", 260e9)).parameters()).isEqualTo(new ParameterOverride(260e9, 260e9));
        assertThat(made(with(GOPHER, "parameters", Map.of("total", 47_000_000_000L, "active", 13e9)))
                        .parameters())
                .isEqualTo(new ParameterOverride(47e9, 13e9));
        assertThat(made(with(GOPHER, "parameters", Map.of("total", 52e9))).parameters())
                .isEqualTo(new ParameterOverride(52e9, 52e9));
    }

    @Test
    void aWrongParameterCountIsNamed() {
        assertThat(faults(with(GOPHER, "parameters", 0L)))
                .containsExactly(new Fault("parameters", "must be a number above 0, was 0"));
        assertThat(faults(with(GOPHER, "parameters", Map.of("active", 1L))))
                .containsExactly(new Fault("parameters", "must have total"));
        assertThat(faults(with(GOPHER, "parameters", Map.of("total", 1L, "active", 2L))))
                .containsExactly(new Fault("parameters.active", "must be at most the total, was 2"));
        assertThat(faults(with(GOPHER, "parameters", Map.of("total", 1L, "all", 2L))))
                .containsExactly(new Fault("parameters.all", "must be total or active"));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    private static ModelArchitecture made(Map<String, Object> fields) {
        ArchitectureReader.Result result = ArchitectureReader.read(new ModelFields("x", fields, Provenance.NONE));
        assertThat(result).isInstanceOf(ArchitectureReader.Made.class);
        return ((ArchitectureReader.Made) result).model();
    }

    private static List<Fault> faults(Map<String, Object> fields) {
        ArchitectureReader.Result result = ArchitectureReader.read(new ModelFields("x", fields, Provenance.NONE));
        assertThat(result).isInstanceOf(ArchitectureReader.Refused.class);
        return ((ArchitectureReader.Refused) result).faults();
    }
}
