package dev.sweepbook.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inputs that fuzzing found worth keeping: each reached a place that none before it had. They are given to their reader
 * again. New ones come from {@code .ci/fuzz}.
 */
final class HostileInputTest {
    private static final Path KEPT = Path.of("src/test/resources/dev/sweepbook/load/hostile");
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    Path around;

    @TestFactory
    Stream<DynamicNode> everyKeptInputIsReadOrRefused() {
        return Stream.of(HostileReader.values()).map(reader -> dynamicContainer(reader.name(), tests(reader)));
    }

    private List<DynamicTest> tests(HostileReader reader) {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(KEPT.resolve(reader.name()))) {
            files.sorted()
                    .forEach(file -> tests.add(dynamicTest(
                            file.getFileName().toString(),
                            () -> Assertions.assertTimeoutPreemptively(LONGEST, () -> check(reader, file)))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return tests;
    }

    private void check(HostileReader reader, Path file) throws IOException {
        reader.check(around.resolve(reader.name()), Files.readAllBytes(file));
    }

    @Test
    void theReadersAreHeldToWhatTheyOwe() throws IOException {
        HostileReader.YAML.check(around, "models: [llama-3.1-8b]\nhardware: [h100-sxm]\n".getBytes(UTF_8));
        Files.writeString(around.resolve("pwned"), "x");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> HostileReader.YAML.check(around, "x".getBytes(UTF_8))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("pwned");
    }

    @Test
    void aPackageIsTheSameAsTheTextOfItsParts() throws IOException {
        byte[] text = "#part a.xml\n<a/>\n#part b/c.xml\n<b>\n</b>\n".getBytes(UTF_8);

        assertThat(PartsText.of(PartsText.zip(text))).isEqualTo(text);
    }
}
