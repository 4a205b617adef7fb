package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sweepbook.load.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class InputsTest {
    @TempDir
    Path top;

    private Path put(String name) throws IOException {
        Path file = top.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "name: x\n");
    }

    private Inputs find(Path... paths) {
        return Inputs.find(List.of(paths), top.resolve("output"));
    }

    private static List<String> mirrors(Inputs inputs) {
        return inputs.files().stream().map(InputFile::mirrorText).toList();
    }

    private List<String> lines(Inputs inputs) {
        return inputs.problems().stream()
                .map(Problem::toString)
                .map(line -> line.replace(top + "/", ""))
                .toList();
    }

    @Test
    void aFolderIsReadWithItsSubFoldersInTheOrderOfTheNames() throws IOException {
        put("b.csv");
        put("a.yaml");
        put("team/two/z.yml");
        put("team/one/C.YAML");

        assertThat(mirrors(find(top))).containsExactly("a.yaml", "b.csv", "team/one/C.YAML", "team/two/z.yml");
    }

    @Test
    void definitionsHiddenFilesAndUnfinishedCopiesAreNotScenarioFiles() throws IOException {
        for (String name : List.of(
                "catalog/mine.yaml",
                "team/catalog/mine.yaml",
                ".hidden.yaml",
                ".git/x.yaml",
                "~$open.csv",
                "x.yaml~",
                "x.csv.tmp",
                "x.yaml.swp",
                "x.csv.part",
                "x.yaml.crdownload",
                "README.md")) {
            put(name);
        }
        put("kept.yaml");

        Inputs inputs = find(top);

        assertThat(mirrors(inputs)).containsExactly("kept.yaml");
        assertThat(inputs.problems()).isEmpty();
        assertThat(inputs.notes()).isEmpty();
    }

    @Test
    void whatLooksMeantAndIsNotReadIsSaid() throws IOException {
        put("fleet.tsv");

        assertThat(find(top).notes())
                .containsExactly(top + "/fleet.tsv: was left out: scenario files end in .yaml, .yml, .csv or .xlsx");
    }

    @Test
    void aWorkbookIsAScenarioFileToo() throws IOException {
        put("edited.xlsx");
        put("~$edited.xlsx");

        Inputs inputs = find(top);

        assertThat(mirrors(inputs)).containsExactly("edited.xlsx");
        assertThat(inputs.problems()).isEmpty();
    }

    @Test
    @Timeout(10)
    void linksAreNotFollowedSoALoopEnds() throws IOException {
        put("team/x.yaml");
        Files.createSymbolicLink(top.resolve("team/again"), top);
        Files.createSymbolicLink(top.resolve("linked.yaml"), top.resolve("team/x.yaml"));

        Inputs inputs = find(top);

        assertThat(mirrors(inputs)).containsExactly("team/x.yaml");
        assertThat(inputs.notes())
                .containsExactly(
                        top + "/linked.yaml: is a link and was left out: name it on the command line to run it");
    }

    @Test
    void aLinkNamedOnTheCommandLineIsFollowed() throws IOException {
        put("real/x.yaml");
        Path link = Files.createSymbolicLink(top.resolve("link"), top.resolve("real"));

        assertThat(mirrors(find(link))).containsExactly("x.yaml");
    }

    @Test
    @Timeout(10)
    void aPipeIsNotOpened() throws IOException, InterruptedException {
        Path pipe = top.resolve("pipe.yaml");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "needs mkfifo");

        assertThat(lines(find(top))).containsExactly("pipe.yaml: is not a regular file and was not opened");
        assertThat(lines(find(pipe))).containsExactly("pipe.yaml: is not a regular file and was not opened");
    }

    @Test
    void aSingleFilesFolderIsItsRoot() throws IOException {
        Path file = put("team/x.yaml");

        InputFile found = find(file).files().get(0);

        assertThat(found.root()).isEqualTo(top.resolve("team"));
        assertThat(found.mirrorText()).isEqualTo("x.yaml");
    }

    @Test
    void aFileReachedTwiceIsWorkedOnOnce() throws IOException {
        Path file = put("team/x.yaml");

        assertThat(mirrors(find(top, file, top.resolve("team/../team")))).containsExactly("team/x.yaml");
    }

    @Test
    void theOutputsInsideAFolderAreNotItsInputs() throws IOException {
        put("x.yaml");
        put("output/x.csv");

        assertThat(mirrors(find(top))).containsExactly("x.yaml");
    }

    @Test
    void aMissingPathIsNamed() {
        Path missing = top.resolve("nowhere");

        assertThat(find(missing).missing()).containsExactly(missing);
    }

    @Test
    void aNameThatSteersTheTerminalIsShownEscaped() throws IOException {
        put("a\u001b[31mb\nc.yaml");

        assertThat(find(top).files().get(0).shown()).isEqualTo(top + "/a\\u001B[31mb\\nc.yaml");
    }
}
