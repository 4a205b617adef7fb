package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema that editors read beside the examples. */
class ExampleSchemaTest {
    private static final Path EXAMPLES = Path.of("scenarios");
    private static final String COMMITTED = ".sweepbook.schema.json";

    @Test
    void theCommittedSchemaIsTheOneThatSweepbookWrites() {
        assertThat(EXAMPLES.resolve(COMMITTED))
                .as("java -jar target/sweepbook.jar schema > scenarios/" + COMMITTED)
                .hasContent(JsonSchema.text());
    }

    @Test
    void everyExampleNamesTheSchemaBesideIt() throws IOException {
        List<Path> examples;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            examples = files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertThat(examples)
                .hasSizeGreaterThan(5)
                .allSatisfy(example -> assertThat(Files.readAllLines(example))
                        .first()
                        .isEqualTo("# yaml-language-server: $schema=./" + COMMITTED));
    }
}
