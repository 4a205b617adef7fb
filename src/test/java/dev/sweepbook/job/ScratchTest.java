package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchTest {
    @TempDir
    Path temporary;

    private Scratch open() {
        return Objects.requireNonNull(Scratch.open(temporary));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void closedItLeavesNothing() throws IOException {
        try (Scratch scratch = open()) {
            Files.writeString(scratch.folder().resolve("rows"), "x");
            assertThat(names()).hasSize(2);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void whatAKilledRunLeftIsSwept() throws IOException {
        Path dead = Files.createDirectory(temporary.resolve(".sweepbook-scratch-1a-2b"));
        Files.writeString(dead.resolve("rows"), "x");
        Files.createFile(temporary.resolve(".sweepbook-scratch-1a-2b.lock"));
        Files.createFile(temporary.resolve(".sweepbook-scratch-3c-4d.lock"));

        open().close();

        assertThat(names()).isEmpty();
    }

    @Test
    void whatALivingRunHasAndWhatOthersHaveStays() throws IOException {
        Files.createDirectory(temporary.resolve("sweepbook-reports"));
        Files.createDirectory(temporary.resolve(".sweepbook-scratch-mine"));
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("precious"), "x");
        Files.createSymbolicLink(temporary.resolve(".sweepbook-scratch-5e-6f"), elsewhere);
        try (Scratch living = open()) {
            open().close();
            assertThat(living.folder()).isDirectory();
        }
        assertThat(elsewhere.resolve("precious")).exists();
        assertThat(names()).contains("elsewhere", "sweepbook-reports", ".sweepbook-scratch-mine");
    }

    @Test
    void itsLockOutlastsItsOwnSweep() throws Exception {
        try (Scratch living = open()) {
            Path lock = living.folder().resolveSibling(living.folder().getFileName() + ".lock");
            open().close();

            assertThat(LockProbe.isHeld(lock)).isTrue();
        }
    }

    @Test
    void whereTheSystemsFolderTakesNoneThereIsNone() {
        assertThat(Scratch.open(temporary.resolve("missing"))).isNull();
    }
}
