package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sweepbook.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a file, reading it gives a sweep or a located problem, never an exception. */
final class ScenarioTextFuzzTest {
    private static final long LIMIT = 10_000;
    private static final Catalog CATALOG = Catalog.shipped();

    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "2m")
    void yaml(byte[] text) throws IOException {
        read("x.yaml", text);
    }

    @FuzzTest(maxDuration = "2m")
    void csv(byte[] text) throws IOException {
        read("x.csv", text);
    }

    private static void read(String name, byte[] text) throws IOException {
        Path file = Files.write(folder.resolve(name), text);
        Loaded loaded = new ScenarioFiles(CATALOG, List.of(), LIMIT).read(folder, file);

        assertThat(loaded.sweep() == null).isEqualTo(loaded.problems().count() > 0);
        for (Problem problem : loaded.problems().first()) {
            assertThat(problem.line()).isNotNegative();
            assertThat(problem.message()).isNotBlank().doesNotContain("\n", "\u001b");
        }
    }
}
