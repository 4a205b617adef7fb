package dev.sweepbook.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** Cron jobs and containers have no locale, and Java then spells no name outside ASCII. A run must not care. */
@EnabledOnOs(LINUX)
final class PosixLocaleTest {
    @TempDir
    Path top;

    /** Writes a file whose name is given in percent-encoded bytes. */
    private void put(String name, String text) throws IOException {
        Path file = Path.of(URI.create(top.toUri() + "in/" + name));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String run(String locale, String output) throws Exception {
        ProcessBuilder run = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sweepbook.cli.Main",
                "run",
                top.resolve("in").toString(),
                "--output",
                top.resolve(output).toString(),
                "--format",
                "xlsx,csv");
        run.environment().put("LC_ALL", locale);
        Process process = run.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.replace(output + "/", "out/");
    }

    /** The outputs by the bytes of their names; ledger and index tell the time. */
    private Map<String, String> outputs(String folder) throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        Path root = top.resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.toUri()
                        .getRawPath()
                        .substring(root.toUri().getRawPath().length());
                if (!name.startsWith(".sweepbook/") && !name.equals("index.html")) {
                    outputs.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return outputs;
    }

    @Test
    void namesOutsideAsciiGiveTheSameOutputsWithoutALocale() throws Exception {
        String model = Files.readString(Path.of("scenarios/catalog/acorn-12b.json"));
        String hardware = "\nhardware: [h100-sxm]\n";
        put("gr%C3%B6%C3%9Fe.yaml", "models: [llama-3.1-8b]" + hardware + "fixed: {calibration: nächte}\n");
        put("%E6%97%A5%E6%9C%AC/a%20%CE%A9.yaml", "models: [{id: m, config: ../ö/ä.json}]" + hardware);
        put("b%E9d.csv", "model,hardware\neiche-ß,h100-sxm\n");
        put("%C3%B6/%C3%A4.json", model);
        put("catalog/eiche-%C3%9F.json", model);
        put("catalog/calibrations/n%C3%A4chte.yaml", "extends: default\n");

        String withLocale = run("C.UTF-8", "one");
        String without = run("C", "two");

        assertThat(without).isEqualTo(withLocale);
        assertThat(without).contains("in/größe.yaml → ", "in/日本/a Ω.yaml → ");
        Map<String, String> outputs = outputs("two");
        assertThat(outputs).isEqualTo(outputs("one"));
        assertThat(outputs.keySet())
                .containsAll(
                        List.of("gr%C3%B6%C3%9Fe.xlsx", "b%E9d.csv", "%E6%97%A5%E6%9C%AC/a%20%CE%A9.manifest.json"));
        String manifest = new String(HexFormat.of().parseHex(outputs.get("b%E9d.manifest.json")), ISO_8859_1);
        assertThat(manifest).contains(new String("catalog/eiche-ß.json".getBytes(UTF_8), ISO_8859_1));
    }

    @Test
    void aReportThatIsOpenIsLeftAloneWithoutALocaleToo() throws Exception {
        put("gr%C3%B6%C3%9Fe.yaml", "models: [llama-3.1-8b]\nhardware: [h100-sxm]\n");
        Path open = Path.of(URI.create(top.toUri() + "two/~$gr%C3%B6%C3%9Fe.xlsx"));
        Files.createDirectories(open.getParent());
        Files.writeString(open, "held");

        run("C", "two");

        assertThat(outputs("two").keySet())
                .contains("gr%C3%B6%C3%9Fe%20(2).xlsx")
                .doesNotContain("gr%C3%B6%C3%9Fe.xlsx");
    }
}
