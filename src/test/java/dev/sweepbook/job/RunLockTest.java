package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunLockTest {
    private static final Instant START = Instant.parse("2026-03-02T02:00:00.123Z");
    private static final RunLock.Locks NONE = channel -> {
        throw new IOException("No locks available");
    };

    @TempDir
    Path folder;

    private RunLock take(RunLock.Locks locks) throws IOException {
        return RunLock.take(folder.resolve("own"), START, locks);
    }

    private Path file() {
        return folder.resolve("own/run.lock");
    }

    @Test
    void theSecondIsToldWhoHasIt() throws IOException {
        try (RunLock lock = take(RunLock.Locks.OF_SYSTEM)) {
            assertThat(lock).isNotNull();
            assertThat(RunLock.isHeld(folder.resolve("own"))).isTrue();
            assertThatThrownBy(() -> take(RunLock.Locks.OF_SYSTEM))
                    .isInstanceOf(RunLock.HeldException.class)
                    .message()
                    .matches("host \\S+ process " + ProcessHandle.current().pid() + " since 2026-03-02T02:00:00Z");
        }
    }

    @Test
    void anotherProcessIsHeldOffWhateverThisOneTriedMeanwhile() throws Exception {
        try (RunLock lock = take(RunLock.Locks.OF_SYSTEM)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> take(RunLock.Locks.OF_SYSTEM)).isInstanceOf(RunLock.HeldException.class);
            RunLock.isHeld(folder.resolve("own"));

            assertThat(LockProbe.isHeld(file())).isTrue();
        }
        assertThat(LockProbe.isHeld(file())).isFalse();
    }

    @Test
    void releasedItIsFreeAndNamesNobody() throws IOException {
        take(RunLock.Locks.OF_SYSTEM).close();

        assertThat(file()).isEmptyFile();
        assertThat(RunLock.isHeld(folder.resolve("own"))).isFalse();
        take(RunLock.Locks.OF_SYSTEM).close();
    }

    @Test
    void whatADeadRunLeftHoldsNobody() throws IOException {
        Files.createDirectories(folder.resolve("own"));
        Files.writeString(file(), "host elsewhere process 1 since 2026-01-01T00:00:00Z\n");

        take(RunLock.Locks.OF_SYSTEM).close();
        assertThat(file()).isEmptyFile();
    }

    @Test
    void byForceItIsTakenFromWhoeverHasIt() throws IOException {
        try (RunLock lost = take(RunLock.Locks.OF_SYSTEM)) {
            assertThat(lost).isNotNull();
            RunLock.forceUnlock(folder.resolve("own"));
            try (RunLock won = take(RunLock.Locks.OF_SYSTEM)) {
                assertThat(won).isNotNull();
                assertThatThrownBy(() -> take(RunLock.Locks.OF_SYSTEM)).isInstanceOf(RunLock.HeldException.class);
            }
        }
    }

    @Test
    void withoutLocksOfTheSystemTheTextDecides() throws IOException {
        try (RunLock lock = take(NONE)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> take(NONE))
                    .isInstanceOf(RunLock.HeldException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void withoutLocksOfTheSystemADeadProcessOfThisHostHoldsNothing() throws IOException {
        try (RunLock lock = take(NONE)) {
            assertThat(lock).isNotNull();
            // No process has a number this large.
            String dead = Files.readString(file()).replaceAll("process \\d+", "process 99999999999");
            Files.writeString(file(), dead);
        }
        take(NONE).close();
    }

    @Test
    void withoutLocksOfTheSystemAnotherHostMayBeAlive() throws IOException {
        Files.createDirectories(folder.resolve("own"));
        Files.writeString(file(), "host elsewhere process 1 since 2026-01-01T00:00:00Z\n");

        assertThatThrownBy(() -> take(NONE)).hasMessage("host elsewhere process 1 since 2026-01-01T00:00:00Z");
        RunLock.forceUnlock(folder.resolve("own"));
        take(NONE).close();
    }
}
