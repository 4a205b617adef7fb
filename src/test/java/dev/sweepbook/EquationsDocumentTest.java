package dev.sweepbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.estimate.Equation;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.FormulaSets;
import dev.sweepbook.scenario.Formulas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EquationsDocumentTest {
    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "equations.md");

    @Test
    void theDocumentIsWhatTheAnnotationsSay() throws IOException {
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(DOCUMENT, EquationsDocument.text());
        }
        assertThat(DOCUMENT)
                .as("mvn -q test -Dtest=EquationsDocumentTest -Dgolden=write")
                .hasContent(EquationsDocument.text());
    }

    @ParameterizedTest
    @EnumSource
    void everyColumnASetFillsHasItsEquationThere(Formulas set) {
        Set<Figure> shown = EnumSet.noneOf(Figure.class);
        EquationsDocument.equations(set)
                .forEach(method -> shown.addAll(
                        Arrays.asList(method.getAnnotation(Equation.class).gives())));
        assertThat(shown).isEqualTo(FormulaSets.equations(set).keySet());
        assertThat(EquationsDocument.equations(set)).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    }
}
