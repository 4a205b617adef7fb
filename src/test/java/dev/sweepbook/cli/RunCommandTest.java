package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {
    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void begin() {
        shell = new Shell(top, false);
    }

    @Test
    void aFolderBecomesWorkbooksThatMirrorIt() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.put("team/b.csv", "model,hardware,batch_size\nllama-3.1-8b,h100-sxm,8\n");

        assertThat(shell.run()).isZero();

        assertThat(shell.files(shell.output()).keySet())
                .containsExactly("a.manifest.json", "a.xlsx", "team/b.manifest.json", "team/b.xlsx");
        assertThat(shell.out()).isEqualTo("""
                in/a.yaml → out/a.xlsx  6 scenarios
                in/team/b.csv → out/team/b.xlsx  1 scenario
                """);
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void oneBadFileStopsNoOther() throws IOException {
        shell.put("a.yaml", Shell.BAD);
        shell.put("b.yaml", Shell.GOOD);

        assertThat(shell.run()).isEqualTo(1);

        assertThat(shell.files(shell.output()).keySet()).containsExactly("b.manifest.json", "b.xlsx");
        assertThat(shell.err()).isEqualTo("""
                in/a.yaml:3:22: batch_size: must be at least 1, was 0
                1 of 2 files failed
                """);
    }

    @Test
    void aFileThatFailsKeepsTheOutputsOfTheRunBefore() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.run();
        Map<String, byte[]> before = shell.files(shell.output());
        shell.put("a.yaml", Shell.BAD);

        assertThat(shell.run()).isEqualTo(1);

        assertThat(shell.files(shell.output())).containsExactlyEntriesOf(before);
        assertThat(shell.err()).isEqualTo("""
                in/a.yaml:3:22: batch_size: must be at least 1, was 0
                in/a.yaml: left as it was: out/a.xlsx
                """);
    }

    @Test
    void theSameInputGivesTheSameBytesOnAnyNumberOfThreads() throws IOException {
        for (int i = 0; i < 5; i++) {
            shell.put("f" + i + ".yaml", Shell.GOOD.replace("[1, 2, 4]", "[1, " + (i + 2) + "]"));
        }
        assertThat(shell.run("--threads", 1, "--format", "xlsx,csv")).isZero();
        String told = shell.out();
        Map<String, byte[]> first = shell.files(shell.output());
        Path other = top.resolve("other");

        assertThat(shell.call("run", shell.in(), "--output", other, "--threads", 4, "--format", "csv,xlsx"))
                .isZero();

        assertThat(shell.files(other)).containsExactlyEntriesOf(first);
        assertThat(shell.out().replace("other/", "out/")).isEqualTo(told);
    }

    @Test
    void theManifestSaysWhatTheOutputsWereMadeFrom() throws IOException {
        shell.put("team/a.yaml", Shell.GOOD + "exclude: [{batch_size: 4, tensor_parallel: 2}]\n");

        shell.run("--format", "csv");

        String manifest = Files.readString(shell.output().resolve("team/a.manifest.json"));
        assertThat(manifest)
                .contains("\"path\": \"team/a.yaml\"")
                .contains("\"points\": 6")
                .contains("\"excluded\": 1")
                .contains("\"scenarios\": 5")
                .contains("\"file\": \"a.csv\"")
                .doesNotContain(top.toString());
    }

    @Test
    void moreThanFiftyProblemsAreCountedNotListed() throws IOException {
        StringBuilder csv = new StringBuilder("model,hardware,batch_size\n");
        for (int i = 0; i < 1062; i++) {
            csv.append("llama-3.1-8b,h100-sxm,0\n");
        }
        shell.put("a.csv", csv.toString());

        assertThat(shell.run()).isEqualTo(1);

        List<String> lines = shell.err().lines().toList();
        assertThat(lines).hasSize(51);
        assertThat(lines.get(49)).startsWith("in/a.csv:51:");
        assertThat(lines.get(50)).isEqualTo("… and 1,012 more");
    }

    @Test
    void afterAFailureNothingMoreIsBegunWhereAskedFor() throws IOException {
        shell.put("a.yaml", Shell.BAD);
        shell.put("b.yaml", Shell.GOOD);
        shell.put("c.yaml", Shell.GOOD);

        assertThat(shell.run("--fail-fast", "--threads", 1)).isEqualTo(1);

        assertThat(shell.files(shell.output())).isEmpty();
        assertThat(shell.err()).endsWith("1 of 3 files failed; 2 not begun\n");
    }

    @Test
    void aDryRunCountsAxisByAxisAndWritesNothing() throws IOException {
        shell.put("a.yaml", Shell.GOOD + "exclude: [{batch_size: 4, tensor_parallel: 2}]\n");

        assertThat(shell.run("--dry-run")).isZero();

        assertThat(shell.out()).isEqualTo("""
                in/a.yaml: 5 scenarios after exclusions
                  a: 6 grid points
                             1  model
                             1  hardware
                             3  batch_size
                             2  tensor_parallel
                """);
        assertThat(shell.files(shell.output())).isEmpty();
    }

    @Test
    void anEmptyFolderIsNoErrorAndSaysWhatToDo() throws IOException {
        Files.createDirectory(shell.in());

        assertThat(shell.run()).isZero();

        assertThat(shell.err())
                .isEqualTo("no scenario files here: put a .yaml or .csv file into the folder and run again\n");
    }

    @Test
    void quietShowsProblemsOnly() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.put("notes.txt", "x");

        assertThat(shell.run("--quiet")).isZero();

        assertThat(shell.out() + shell.err()).isEmpty();
    }

    @Test
    void anOutputThatCannotBeWrittenIsToldWithARemedy() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        Files.writeString(shell.output(), "a file");

        assertThat(shell.run()).isEqualTo(74);

        assertThat(shell.err())
                .isEqualTo("sweepbook: out: cannot be written: a file stands where the folder should be; "
                        + "name a folder that can be written with --output\n");
        assertThat(shell.output()).hasContent("a file");
    }

    @Test
    void twoFilesForOneOutputAreBothRefused() throws IOException {
        shell.put("x.yaml", Shell.GOOD);
        shell.put("x.csv", "model,hardware\nllama-3.1-8b,h100-sxm\n");

        assertThat(shell.run()).isEqualTo(1);

        assertThat(shell.err())
                .contains("in/x.csv: would write out/x.xlsx, and so would in/x.yaml: ")
                .contains("in/x.yaml: would write out/x.xlsx, and so would in/x.csv: ");
        assertThat(shell.files(shell.output())).isEmpty();
    }

    @Test
    void anInputIsNeverReplaced() throws IOException {
        Path input = shell.put("x.csv", "model,hardware\nllama-3.1-8b,h100-sxm\n");

        assertThat(shell.call("run", input, "--output", shell.in(), "--format", "csv"))
                .isEqualTo(1);

        assertThat(shell.err())
                .startsWith("in/x.csv: would replace the input in/x.csv: name another folder with --output, "
                        + "or rename one of the files\n");
        assertThat(input).hasContent("model,hardware\nllama-3.1-8b,h100-sxm\n");
    }

    @Test
    void columnsOfACsvComeInTheOrderAskedFor() throws IOException {
        shell.put("a.yaml", Shell.GOOD);

        assertThat(shell.run("--format", "csv", "--columns", "batch_size,scenario,hardware.memory"))
                .isZero();

        assertThat(shell.output().resolve("a.csv")).hasContent("batch_size,scenario\n1,1\n1,2\n2,3\n2,4\n4,5\n4,6\n");
        assertThat(shell.out()).contains("has no column hardware.memory");
    }

    @Test
    @Timeout(60)
    void progressIsOneLineThatIsTakenAwayAndOnlyOnATerminal() throws IOException {
        Shell watched = new Shell(top, true);
        shell.put("a.yaml", Shell.GOOD);
        assertThat(watched.call("run", shell.in(), "--output", shell.output())).isZero();
        assertThat(watched.err()).doesNotContain("\n").endsWith("\r\u001b[K");

        assertThat(watched.call("run", shell.in(), "--output", shell.output(), "--no-progress"))
                .isZero();
        assertThat(shell.run()).isZero();
        assertThat(shell.err()).isEmpty();
    }
}
