package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New files in the places of old ones: all or none. */
final class ReplacementTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TempDir
    Path output;

    private final Temporaries temporaries = new Temporaries();
    private final List<Replacement.Step> steps = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        for (String name : List.of("x.xlsx", "x.csv", "x.manifest.json")) {
            Path from = temporaries.nameBeside(output.resolve(name));
            Files.writeString(from, "new " + name);
            steps.add(new Replacement.Step(from, output.resolve(name)));
        }
    }

    private void putOld() throws IOException {
        for (Replacement.Step step : steps) {
            Files.writeString(step.to(), "old " + step.to().getFileName());
        }
    }

    private Replacement replacement(Mover mover, int keep) {
        return new Replacement(temporaries, mover, steps, new Replacement.Keeping(new KeptReports(output, keep), DAY));
    }

    private Map<String, String> standing() throws IOException {
        Map<String, String> standing = new TreeMap<>();
        try (var files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString();
                if (!name.startsWith(".sweepbook-")) {
                    standing.put(name, Files.readString(file));
                }
            }
        }
        return standing;
    }

    /** Fails when something is to be moved onto a name. */
    private static Mover failingAt(String name, boolean held) {
        return new Mover() {
            @Override
            public void move(Path from, Path to) throws IOException {
                if (to.getFileName().toString().equals(name)
                        && !Files.readString(from).startsWith("old")) {
                    throw new IOException("Input/output error");
                }
                OF_SYSTEM.move(from, to);
            }

            @Override
            public boolean isHeld(IOException fault) {
                return held;
            }
        };
    }

    @Test
    void everyFileStandsInItsPlaceAndNothingBeside() throws IOException {
        putOld();

        replacement(Mover.OF_SYSTEM, 0).run();

        assertThat(standing())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("x.csv", "new x.csv", "x.manifest.json", "new x.manifest.json", "x.xlsx", "new x.xlsx"));
        try (var files = Files.list(output)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void whereTheSecondFailsTheFirstIsPutBackAndTheOldManifestStands() throws IOException {
        putOld();

        assertThatThrownBy(() -> replacement(failingAt("x.csv", false), 0).run())
                .hasMessage("Input/output error");

        assertThat(standing())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("x.csv", "old x.csv", "x.manifest.json", "old x.manifest.json", "x.xlsx", "old x.xlsx"));
    }

    @Test
    void whereTheManifestFailsTheOthersArePutBack() throws IOException {
        putOld();

        assertThatThrownBy(() ->
                        replacement(failingAt("x.manifest.json", false), 0).run())
                .hasMessage("Input/output error");

        assertThat(standing().values()).containsExactly("old x.csv", "old x.manifest.json", "old x.xlsx");
    }

    @Test
    void whereThereWasNothingNothingIsLeft() throws IOException {
        assertThatThrownBy(() -> replacement(failingAt("x.csv", false), 0).run())
                .hasMessage("Input/output error");

        assertThat(standing()).isEmpty();
    }

    @Test
    void whileTheFilesAreMovedThereIsNoManifest() throws IOException {
        putOld();
        List<Boolean> seen = new ArrayList<>();
        Mover looking = new Mover() {
            @Override
            public void move(Path from, Path to) throws IOException {
                OF_SYSTEM.move(from, to);
                seen.add(Files.exists(output.resolve("x.manifest.json")));
            }

            @Override
            public boolean isHeld(IOException fault) {
                return false;
            }
        };

        replacement(looking, 0).run();

        assertThat(seen).containsExactly(false, false, false, true); // aside, workbook, CSV, manifest
    }

    @Test
    void anOutputThatAProgramHoldsIsToldApart() throws IOException {
        putOld();
        Replacement replacement = replacement(failingAt("x.xlsx", true), 0);

        assertThatThrownBy(replacement::run).isInstanceOf(Replacement.HeldException.class);
        assertThat(replacement.at()).isEqualTo(output.resolve("x.xlsx"));
    }

    @Test
    void oldReportsAreKeptByTheirDay() throws IOException {
        putOld();

        replacement(Mover.OF_SYSTEM, 3).run();

        assertThat(standing())
                .containsEntry("history/2026-03-02/x.xlsx", "old x.xlsx")
                .containsEntry("history/2026-03-02/x.csv", "old x.csv")
                .containsEntry("history/2026-03-02/x.manifest.json", "old x.manifest.json")
                .containsEntry("x.xlsx", "new x.xlsx")
                .hasSize(6);
    }

    @Test
    void aSecondVersionOfADayStandsBesideTheFirst() throws IOException {
        putOld();
        Files.createDirectories(output.resolve("history/2026-03-02"));
        Files.writeString(output.resolve("history/2026-03-02/x.xlsx"), "first");
        Files.writeString(output.resolve("history/2026-03-02/x.manifest.json"), "first");

        replacement(Mover.OF_SYSTEM, 3).run();

        assertThat(standing())
                .containsEntry("history/2026-03-02/x.xlsx", "first")
                .containsEntry("history/2026-03-02/x (2).xlsx", "old x.xlsx")
                .containsEntry("history/2026-03-02/x (2).manifest.json", "old x.manifest.json");
    }

    @Test
    void whatIsTheSameIsNotKeptTwice() throws IOException {
        for (Replacement.Step step : steps) {
            Files.copy(step.from(), step.to());
        }

        replacement(Mover.OF_SYSTEM, 3).run();

        assertThat(standing()).hasSize(3);
    }

    @Test
    void onlyTheLatestDaysAreKeptAndOnlyFoldersOfDaysAreRemoved() throws IOException {
        for (String day : List.of("2026-02-27", "2026-02-28", "2026-03-01", "mine")) {
            Files.createDirectories(output.resolve("history").resolve(day).resolve("team"));
            Files.writeString(output.resolve("history").resolve(day).resolve("team/x.xlsx"), day);
        }

        new KeptReports(output, 2).prune();

        assertThat(standing())
                .containsOnlyKeys(
                        "history/2026-02-28/team/x.xlsx", "history/2026-03-01/team/x.xlsx", "history/mine/team/x.xlsx");
    }
}
