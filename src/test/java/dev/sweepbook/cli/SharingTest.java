package dev.sweepbook.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outputs hold that are sent to others, the workbook of changes among them. */
final class SharingTest {
    private static final String NAMED = """
            name: "=HYPERLINK(1)"
            models: [{id: m, extends: llama-3.1-8b, note: "@SUM(A1)"}]
            hardware: [h100-sxm]
            sweep: {batch_size: [1, 2, 4]}
            """;

    @TempDir
    Path top;

    private Shell shell;

    /** Two runs, so that there is a report that replaced another. */
    @BeforeEach
    void twoNights() throws IOException {
        shell = new Shell(top, false);
        shell.put("a/x.yaml", NAMED);
        assertThat(shell.run("--format", "xlsx,csv")).isZero();
        shell.put("a/x.yaml", NAMED.replace("4]", "8, 16], prompt_tokens: [64]"));
        assertThat(shell.run("--format", "xlsx,csv")).isZero();
    }

    /** Every output, workbooks part by part. */
    private Map<String, String> parts() throws IOException {
        Map<String, String> parts = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : shell.files(shell.output()).entrySet()) {
            parts.put(file.getKey(), new String(file.getValue(), ISO_8859_1));
            if (file.getKey().endsWith(".xlsx")) {
                try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file.getValue()))) {
                    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                        parts.put(file.getKey() + "!" + entry.getName(), new String(zip.readAllBytes(), ISO_8859_1));
                    }
                }
            }
        }
        return parts;
    }

    @Test
    void noOutputNamesTheMachineThePersonOrAPlaceOnIt() throws IOException {
        Map<String, String> parts = parts();
        assertThat(parts.keySet())
                .contains("a/x.changes.xlsx!xl/workbook.xml", "a/x.xlsx!docProps/core.xml", "a/x.csv");
        String host = InetAddress.getLocalHost().getHostName();
        parts.forEach((name, text) -> {
            assertThat(text).as(name).doesNotContain(top.toString());
            if (host.length() > 3) {
                assertThat(text).as(name).doesNotContain(host);
            }
            assertThat(text).as(name).doesNotContain(System.getProperty("user.dir"));
        });
    }

    @Test
    void whatLooksLikeAFormulaStaysTextInTheWorkbookOfChangesToo() throws IOException {
        Map<String, String> parts = parts();
        assertThat(parts.entrySet().stream()
                        .filter(part -> part.getKey().startsWith("a/x.changes.xlsx!xl/worksheets/sheet")))
                .isNotEmpty()
                .noneSatisfy(part -> assertThat(part.getValue()).contains("<f>"))
                .anySatisfy(part -> assertThat(part.getValue()).contains("=HYPERLINK(1)"));
    }
}
