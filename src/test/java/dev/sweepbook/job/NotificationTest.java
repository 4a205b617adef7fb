package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS)
final class NotificationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void theCommandReadsTheResult() throws InterruptedException {
        Path told = folder.resolve("told");

        assertThat(Notification.send("cat > '" + told + "'", "{\"exit\": 1}\n", 1, PATIENCE))
                .isEmpty();

        assertThat(told).hasContent("{\"exit\": 1}\n");
    }

    @Test
    void aCommandCanLeaveGoodNightsAlone() throws InterruptedException {
        Path told = folder.resolve("told");
        String command = "[ \"$SWEEPBOOK_EXIT\" = 0 ] || echo \"$SWEEPBOOK_EXIT\" >> '" + told + "'";

        for (int code : new int[] {0, 1, 4}) {
            assertThat(Notification.send(command, "{}", code, PATIENCE)).isEmpty();
        }

        assertThat(told).hasContent("1\n4\n");
    }

    @Test
    void aCommandThatFailsIsTold() throws InterruptedException {
        assertThat(Notification.send("exit 3", "{}", 0, PATIENCE)).contains("ended with exit code 3");
    }

    @Test
    void aCommandThatReadsNothingIsNoFailure() throws InterruptedException {
        assertThat(Notification.send("true", "x".repeat(1_000_000), 0, PATIENCE))
                .isEmpty();
    }

    @Test
    void aCommandThatDoesNotEndIsStopped() throws InterruptedException {
        assertThat(Notification.send("sleep 600", "{}", 0, Duration.ofSeconds(1)))
                .contains("did not end within 1 s and was stopped");
    }
}
