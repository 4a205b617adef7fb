package dev.sweepbook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is closed to the user. Root sees no closed doors, so that its runs give up the right to look past them. */
@DisabledOnOs(OS.WINDOWS)
final class LimitedUserTest {
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private static final List<String> LIMITED =
            List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--");

    @TempDir
    Path top;

    private Path in;
    private Path out;
    private String said = "";

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(!IS_ROOT || canBeLimited(), "needs setpriv of util-linux");
        in = Files.createDirectory(top.resolve("in"));
        out = Files.createDirectory(top.resolve("out"));
        put("b.yaml", Shell.GOOD);
    }

    @AfterEach
    void open() throws IOException {
        try (Stream<Path> files = Stream.of(in, out)) {
            for (Path file : files.toList()) {
                mode(file, "rwxr-xr-x");
            }
        }
    }

    private static boolean canBeLimited() throws InterruptedException {
        List<String> command = new ArrayList<>(LIMITED);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private Path put(String name, String text) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private int run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (IS_ROOT) {
            command.addAll(LIMITED);
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sweepbook.cli.Main",
                "run",
                in.toString(),
                "--output",
                out.toString(),
                "--quiet"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        said = new String(process.getInputStream().readAllBytes(), UTF_8).replace(top + "/", "");
        return process.waitFor();
    }

    @Test
    void aFileThatMayNotBeReadFailsAloneAndIsNamed() throws Exception {
        mode(put("a.yaml", Shell.GOOD), "-w-------");

        assertThat(run()).as(said).isEqualTo(1);

        assertThat(said).startsWith("in/a.yaml: the file cannot be read: access denied\n");
        assertThat(out.resolve("b.manifest.json")).exists();
        assertThat(out.resolve("a.xlsx")).doesNotExist();
    }

    @Test
    void aFolderThatMayNotBeReadFailsAloneAndIsNamed() throws Exception {
        Path closed = put("closed/x.yaml", Shell.GOOD).getParent();
        mode(closed, "-wx------");

        assertThat(run()).as(said).isEqualTo(1);

        assertThat(said).startsWith("in/closed: the folder cannot be read: permission denied\n");
        assertThat(out.resolve("b.manifest.json")).exists();
        mode(closed, "rwxr-xr-x");
    }

    @Test
    void anOutputFolderThatMayNotBeWrittenIsToldWithARemedy() throws Exception {
        mode(out, "r-xr-xr-x");

        assertThat(run()).as(said).isEqualTo(74);

        assertThat(said)
                .isEqualTo("sweepbook: out: cannot be written: permission denied; "
                        + "name a folder that can be written with --output\n");
    }

    @Test
    void aReadOnlyFolderOfScenariosIsEnough() throws Exception {
        mode(in, "r-xr-xr-x");

        assertThat(run()).as(said).isZero();

        assertThat(out.resolve("b.manifest.json")).exists();
    }

    @Test
    void aReportOfSomebodyElseIsReplacedWhereTheFolderAllowsIt() throws Exception {
        assertThat(run()).as(said).isZero();
        byte[] before = Files.readAllBytes(out.resolve("b.xlsx"));
        mode(out.resolve("b.xlsx"), "r--------");
        put("b.yaml", Shell.GOOD.replace("[1, 2, 4]", "[1, 2]"));

        assertThat(run()).as(said).isZero();

        assertThat(Files.readAllBytes(out.resolve("b.xlsx"))).isNotEqualTo(before);
    }
}
