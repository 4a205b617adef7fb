package dev.sweepbook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sweepbook.ooxml.Packages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one file of a hundred is, ninety-nine reports are delivered and the file is named. */
@DisabledOnOs(OS.WINDOWS)
final class OneBadAmongAHundredTest {
    private static final String BAD = "m";
    private static final int GOOD = 99;

    @TempDir
    Path top;

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments(
                        ".yaml",
                        text("models: [llama-3.1-8b]\nhardware: [h100-sxm]\nsweep: {batch_size: [0]}\n"),
                        ":3:22: batch_size: must be at least 1, was 0"),
                arguments(
                        ".yaml",
                        text("[".repeat(100_000)),
                        ":1:33: nested too deep: at most 32 levels of lists and maps"),
                arguments(
                        ".yaml",
                        text(
                                "models: [llama-3.1-8b]\nhardware: [h100-sxm]\nsweep: {batch_size: {from: 1, to: 1e9, step: 1}}\n"),
                        ":3:40: batch_size: step: would have 1,000,000,000 values, above the limit of 10,000,000;"),
                arguments(
                        ".csv",
                        text("model,hardware\n\"llama-3.1-8b,h100-sxm\n"),
                        ":2:1: the quote opened here is never closed"),
                arguments(".csv", new byte[] {'m', 'o', 'd', 'e', 'l', '\n', (byte) 0xff}, ":2:1: "),
                arguments(
                        ".xlsx",
                        text("model,hardware\n"),
                        ": is no .xlsx workbook: it does not begin as the archive one is"),
                arguments(
                        ".xlsx",
                        bomb(),
                        ": xl/workbook.xml: is a zip bomb: it unpacks to more than 200 times its size in the archive"),
                arguments(
                        ".xlsx",
                        Packages.zip(Map.of("../../m", "x")),
                        ": ../../m: is no plain name of a part: names that climb out of the archive are refused"),
                arguments("pipe", null, ": is not a regular file and was not opened"));
    }

    private static byte[] bomb() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        Packages.base().forEach((name, content) -> parts.put(name, text(content)));
        parts.put("xl/workbook.xml", text(Packages.base().get("xl/workbook.xml") + " ".repeat(64 << 20)));
        return Packages.zipBytes(parts);
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Timeout(120)
    void ninetyNineAreDeliveredAndTheBadOneIsNamed(String ending, byte[] content, String said) throws Exception {
        Shell shell = new Shell(top, false);
        for (int i = 0; i < GOOD; i++) {
            shell.put("%02d.csv".formatted(i), "model,hardware\nllama-3.1-8b,h100-sxm\n");
        }
        String bad = put(shell.in(), ending, content);

        assertThat(shell.run("--format", "csv")).isEqualTo(1);

        assertThat(shell.err()).contains("in/" + bad + said).contains("1 of 100 files failed");
        Set<String> reports = new TreeSet<>(shell.files(shell.output()).keySet());
        assertThat(reports)
                .hasSize(2 * GOOD)
                .contains("00.csv", "98.csv", "98.manifest.json")
                .noneMatch(name -> name.startsWith(BAD));
    }

    private static String put(Path folder, String ending, byte[] content) throws IOException, InterruptedException {
        if (content == null) {
            String name = BAD + ".yaml";
            assertThat(new ProcessBuilder("mkfifo", folder.resolve(name).toString())
                            .start()
                            .waitFor())
                    .isZero();
            return name;
        }
        Files.write(folder.resolve(BAD + ending), content);
        return BAD + ending;
    }
}
