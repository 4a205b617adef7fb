package dev.sweepbook.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs as a user, on a host and in folders that can be told apart, and looks for them in every part of every output. */
final class NothingOfThisMachineTest {
    private static final String USER = "quentin-qwx";
    private static final String HOST = "hostelry-qwx";
    private static final String HOME = "homestead-qwx";
    private static final String WORK = "workshop-qwx";
    private static final String GOOD = """
            models: [llama-3.1-8b, {id: mine, config: c.json}]
            hardware: [h100-sxm]
            sweep: {batch_size: [1, 2], tensor_parallel: [1, 3]}
            """;

    @TempDir
    Path top;

    private Path work;

    @BeforeEach
    void begin() throws IOException {
        work = Files.createDirectories(top.resolve(HOME).resolve(WORK));
        put("a.yaml", GOOD);
        put("c.json", Files.readString(Path.of("scenarios/catalog/acorn-12b.json")));
        put("broken.yaml", GOOD.replace("[1, 2]", "[0]"));
        put("outside.yaml", GOOD.replace("c.json", "../../c.json"));
        put("absolute.yaml", GOOD.replace("c.json", work.resolve("in/c.json").toString()));
        put("missing.yaml", GOOD.replace("c.json", "no.json"));
        put("templated.yaml", GOOD + "report: {template: none.xlsx}\n");
        put("bad-template.yaml", GOOD + "report: {template: bad.xlsx}\n");
        Files.createDirectories(work.resolve("templates"));
        Files.writeString(work.resolve("templates/bad.xlsx"), "no workbook");
        put("team/x.csv", "model,hardware\nllama-3.1-8b,h100-sxm\n");
        put("twice.yaml", GOOD);
        put("twice.csv", "model,hardware\nllama-3.1-8b,h100-sxm\n");
        put("catalog/bad.yaml", "models: {b: {extends: b}}\n");
    }

    private void put(String name, String text) throws IOException {
        Path file = work.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void run(Object... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.name=" + USER,
                "-Duser.home=" + top.resolve(HOME),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sweepbook.cli.Main",
                "run"));
        Stream.of(words).map(Object::toString).forEach(command::add);
        ProcessBuilder run =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        for (String name : List.of("USER", "LOGNAME", "USERNAME")) {
            run.environment().put(name, USER);
        }
        run.environment().put("HOSTNAME", HOST);
        run.environment().put("COMPUTERNAME", HOST);
        run.environment().put("HOME", top.resolve(HOME).toString());
        Process process = run.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1); // the bad files
    }

    /** Each file, and each part of each archive, by its name. */
    private static Map<String, byte[]> parts(Path folder) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                byte[] bytes = Files.readAllBytes(file);
                parts.put(name, bytes);
                if (name.endsWith(".xlsx")) {
                    unpack(name, bytes, parts);
                }
            }
        }
        return parts;
    }

    private static void unpack(String name, byte[] bytes, Map<String, byte[]> parts) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(name + "!" + entry.getName(), zip.readAllBytes());
            }
        }
    }

    private void nothingIn(Path output) throws IOException {
        Map<String, byte[]> parts = parts(output);
        assertThat(parts.keySet())
                .contains("a.xlsx", "a.csv", "a.manifest.json", "index.html", ".sweepbook/history.db", "team/x.xlsx")
                .anyMatch(name -> name.startsWith("a.xlsx!xl/worksheets/"))
                .anyMatch(name -> name.startsWith("history/"));
        parts.forEach((name, bytes) -> {
            for (Charset charset : List.of(ISO_8859_1, UTF_16LE)) {
                String text = name + " " + new String(bytes, charset).toLowerCase(Locale.ROOT);
                assertThat(text)
                        .as(name)
                        .doesNotContain(USER)
                        .doesNotContain(HOST)
                        .doesNotContain(HOME)
                        .doesNotContain(WORK)
                        .doesNotContain(top.getFileName().toString().toLowerCase(Locale.ROOT));
            }
        });
    }

    @Test
    void neitherPathsNorUserNorHostAreInAnyOutputHoweverThePathsAreGiven() throws Exception {
        run("in", "--output", "one", "--format", "xlsx,csv", "--keep", 3);
        put("a.yaml", GOOD.replace("[1, 2]", "[1, 4]"));
        run("in", "--output", "one", "--format", "xlsx,csv", "--keep", 3);
        nothingIn(work.resolve("one"));

        Path absolute = work.resolve("two");
        run(work.resolve("in"), "--output", absolute, "--format", "xlsx,csv", "--keep", 3);
        put("a.yaml", GOOD);
        run(
                work.resolve("in"),
                "--output",
                absolute,
                "--format",
                "xlsx,csv",
                "--keep",
                3,
                "--templates",
                work.resolve("templates"),
                "--fail-on",
                "batch_size == 99");
        nothingIn(absolute);

        assertThat(Files.readAllBytes(absolute.resolve("a.xlsx")))
                .isNotEqualTo(Files.readAllBytes(work.resolve("one/a.xlsx"))); // of other inputs
        assertThat(Files.readAllBytes(absolute.resolve("team/x.xlsx")))
                .isEqualTo(Files.readAllBytes(work.resolve("one/team/x.xlsx")));
    }
}
