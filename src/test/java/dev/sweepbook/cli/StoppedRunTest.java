package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own that is told to end, as Ctrl-C, a service manager or a scheduler does. */
final class StoppedRunTest {
    /** Nine million scenarios: minutes of work. */
    private static final String LONG = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            sweep:
              batch_size: {from: 1, to: 3000, step: 1}
              prompt_tokens: {from: 1, to: 3000, step: 1}
            report: {rows: all}
            """;

    @TempDir
    Path top;

    @Test
    @Timeout(120)
    @DisabledOnOs(value = WINDOWS, disabledReason = "a process there cannot be asked to end")
    void itEndsWithinSecondsLeavesNothingAndSaysHowToGoOn() throws IOException, InterruptedException {
        Path out = top.resolve("out");
        Path errors = top.resolve("errors.txt");
        Files.writeString(top.resolve("long.yaml"), LONG);
        Process run = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + Files.createDirectory(top.resolve("tmp")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sweepbook.cli.Main",
                        "run",
                        "long.yaml",
                        "--format",
                        "xlsx,csv",
                        "--output",
                        "out"))
                .directory(top.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        try {
            while (names(out).noneMatch(name -> name.endsWith(".tmp"))) {
                assertThat(run.isAlive()).as(Files.readString(errors)).isTrue();
                Thread.sleep(50);
            }
            Thread.sleep(500);

            run.destroy();

            assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            run.destroyForcibly();
        }
        assertThat(run.exitValue()).isEqualTo(143);
        assertThat(Files.readString(errors, StandardCharsets.UTF_8))
                .isEqualTo("sweepbook: interrupted: 0 of 1 file done, the rest left as it was;"
                        + " the same command goes on with what is missing\n");
        assertThat(names(out)).containsExactly(".sweepbook");
        assertThat(names(top.resolve("tmp"))).isEmpty();
    }

    private static Stream<String> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
