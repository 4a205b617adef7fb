package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputPlanTest {
    private static final Path OUTPUT = Path.of("output");

    @TempDir
    Path top;

    private static InputFile file(String mirror) {
        return new InputFile(Path.of("in"), Path.of("in").resolve(mirror), Path.of(mirror));
    }

    private static List<String> refusals(String... mirrors) {
        List<InputFile> files = new ArrayList<>();
        for (String mirror : mirrors) {
            files.add(file(mirror));
        }
        return List.copyOf(
                new OutputPlan(OUTPUT, Set.of(Format.XLSX), files).refusals().values());
    }

    @Test
    void outputsMirrorTheFoldersOfTheInputs() {
        OutputPlan plan = new OutputPlan(OUTPUT, Set.of(Format.XLSX), List.of());

        assertThat(plan.target(file("team/x.yaml"), Format.XLSX)).isEqualTo(Path.of("output/team/x.xlsx"));
        assertThat(plan.manifest(file("team/x.yaml"))).isEqualTo(Path.of("output/team/x.manifest.json"));
        assertThat(plan.target(file("v1.2.yaml"), Format.CSV)).isEqualTo(Path.of("output/v1.2.csv"));
    }

    @Test
    void twoFilesThatWouldWriteTheSameOutputAreBothRefused() {
        assertThat(refusals("x.yaml", "x.csv", "y.csv"))
                .containsExactly(
                        "would write output/x.xlsx, and so would in/x.csv: rename one of them, "
                                + "or run them apart with another --output",
                        "would write output/x.xlsx, and so would in/x.yaml: rename one of them, "
                                + "or run them apart with another --output");
    }

    @Test
    void thePlaceOfWhatChangedIsNoReports() {
        assertThat(refusals("x.yaml", "x.changes.yaml", "y.changes.yaml"))
                .containsExactly("would write output/x.changes.xlsx, the place of what changed in in/x.yaml:"
                        + " rename one of them");
    }

    @Test
    void theOutputNamedIsOneTheRunWouldWrite() {
        List<InputFile> files = List.of(file("x.yaml"), file("x.csv"));

        assertThat(new OutputPlan(OUTPUT, Set.of(Format.CSV), files).refusals().values())
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).startsWith("would write output/x.csv, and so would in/x."));
    }

    @Test
    void namesThatDifferInCaseOnlyAreOneOutputOnManyFileSystems() {
        assertThat(refusals("Team/X.yaml", "team/x.yaml"))
                .containsExactly(
                        "would write output/Team/X.xlsx, and so would in/team/x.yaml: rename one of them, "
                                + "or run them apart with another --output",
                        "would write output/team/x.xlsx, and so would in/Team/X.yaml: rename one of them, "
                                + "or run them apart with another --output");
    }

    @Test
    void namesThatDifferInTheirComposingOnlyAreOneOutputToo() {
        assertThat(refusals("gr\u00f6\u00dfe.yaml", "gro\u0308\u00dfe.yaml")).hasSize(2);
    }

    @Test
    void theSameNameInTwoFoldersIsTwoOutputs() {
        assertThat(refusals("a/x.yaml", "b/x.yaml", "x.yaml")).isEmpty();
    }

    @Test
    void anOutputNeverReplacesAnInput() throws IOException {
        Path input = Files.writeString(top.resolve("x.csv"), "model,hardware\n");
        Path link = Files.createSymbolicLink(top.resolve("link"), top);
        InputFile file = new InputFile(top, input, Path.of("x.csv"));

        OutputPlan plan = new OutputPlan(link, Set.of(Format.CSV), List.of(file));

        assertThat(plan.refusals())
                .containsEntry(
                        file,
                        "would replace the input " + link
                                + "/x.csv: name another folder with --output, or rename one of the files");
    }

    @Test
    void aWorkbookBesideItsCsvReplacesNothing() throws IOException {
        Path input = Files.writeString(top.resolve("x.csv"), "model,hardware\n");
        InputFile file = new InputFile(top, input, Path.of("x.csv"));

        assertThat(new OutputPlan(top, Set.of(Format.XLSX), List.of(file)).refusals())
                .isEmpty();
    }
}
