package dev.sweepbook.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.job.FileNames;
import dev.sweepbook.job.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each {@code loop.once()} is a scan. */
final class WatchLoopTest {
    private static final WatchLoop.Pace PACE = new WatchLoop.Pace(Duration.ofSeconds(10), Duration.ofSeconds(1));

    @TempDir
    Path top;

    private final List<String> runs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private Verdict verdict = Verdict.GOOD;
    private long seconds;
    private Path in;
    private WatchLoop loop;

    @BeforeEach
    void begin() throws IOException {
        in = Files.createDirectory(top.resolve("in"));
        loop = new WatchLoop(
                () -> Scan.of(List.of(in), List.of(), in.resolve("output")),
                (folders, atMost) -> waits.add(atMost),
                inputs -> {
                    runs.add(inputs.files().stream()
                            .map(file -> FileNames.shown(file.mirror()))
                            .toList()
                            .toString());
                    return verdict;
                },
                line -> notes.add(line.replace(top + "/", "")),
                PACE);
    }

    /** Writes a file; each time is a second later. */
    private Path put(String name, String text) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-03-02T02:00:00Z").plusSeconds(seconds++)));
        return file;
    }

    private void scan(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            loop.once();
        }
    }

    @Test
    void aFileIsRunOnceItIsTheSameInTwoScans() throws Exception {
        put("team/x.yaml", "a");

        scan(1);
        assertThat(runs).isEmpty();
        assertThat(notes).containsExactly("in/team/x.yaml: is being written; left for the next scan");

        scan(3);
        assertThat(runs).containsExactly("[team/x.yaml]");
        assertThat(waits).containsExactly(PACE.settle(), PACE.idle(), PACE.idle(), PACE.idle());
    }

    @Test
    void aFileThatGrowsIsLeftUntilItIsWhole() throws Exception {
        put("x.yaml", "a");
        scan(1);
        put("x.yaml", "ab");
        scan(1);
        put("x.yaml", "abc");
        scan(1);
        assertThat(runs).isEmpty();
        assertThat(notes).hasSize(1);

        scan(1);
        assertThat(runs).containsExactly("[x.yaml]");
    }

    @Test
    void aFileThatGrowsHoldsUpNoOther() throws Exception {
        put("a.yaml", "a");
        scan(1);
        put("b.csv", "b");
        scan(1);
        assertThat(runs).containsExactly("[a.yaml]");

        scan(1);
        assertThat(runs).containsExactly("[a.yaml]", "[a.yaml, b.csv]");
    }

    @Test
    void aMarkerSaysThatAFileIsReady() throws Exception {
        put("x.yaml", "a");
        put("x.yaml.ready", "");

        scan(1);

        assertThat(runs).containsExactly("[x.yaml]");
        assertThat(notes).isEmpty();
    }

    @Test
    void aChangedDefinitionRunsWhatMayUseIt() throws Exception {
        put("x.yaml", "a");
        put("catalog/devices.yaml", "a");
        scan(2);
        put("catalog/devices.yaml", "ab");
        scan(1);
        assertThat(runs).hasSize(1);

        scan(1);
        assertThat(runs).containsExactly("[x.yaml]", "[x.yaml]");
    }

    @Test
    void aFileThatIsGoneIsNoticed() throws Exception {
        Path gone = put("x.yaml", "a");
        put("y.yaml", "a");
        scan(2);
        Files.delete(gone);
        scan(2);

        assertThat(runs).containsExactly("[x.yaml, y.yaml]", "[y.yaml]");
    }

    @Test
    void aFolderThatIsReplacedIsWatchedOn() throws Exception {
        Files.delete(put("x.yaml", "a"));
        Files.delete(in);
        scan(2);
        assertThat(notes).containsExactly("there is no file or folder in; waiting for it");

        put("x.yaml", "a");
        scan(2);
        assertThat(runs).containsExactly("[x.yaml]");
    }

    @Test
    void whatOutputsAndUnfinishedFilesDoIsNoReasonToRun() throws Exception {
        put("x.yaml", "a");
        scan(2);
        put("output/x.csv", "a");
        put("y.yaml.part", "a");
        put(".hidden.yaml", "a");
        put("~$x.xlsx", "a");
        put("notes.txt", "a");
        scan(2);

        assertThat(runs).hasSize(1);
    }

    @Test
    void whileAnotherRunHasTheFolderItIsTriedAgain() throws Exception {
        put("x.yaml", "a");
        verdict = Verdict.BUSY;
        scan(3); // of which the second and the third run
        assertThat(runs).hasSize(2);

        verdict = Verdict.GOOD;
        scan(10);
        assertThat(runs).hasSize(3);
    }

    @Test
    void aDiskThatStaysFullIsTriedMoreAndMoreSeldom() throws Exception {
        put("x.yaml", "a");
        verdict = Verdict.NOT_WRITTEN;

        scan(1 + 64);

        // Scans 1, 2, 4, 8, 16, 32, 64 after the file was ready.
        assertThat(runs).hasSize(7);
    }

    @Test
    @Timeout(60)
    void anEventWakesLongBeforeTheNextScan() throws Exception {
        Wake wake = Wake.byEvents();
        wake.await(List.of(in), Duration.ofMillis(1));
        Files.writeString(in.resolve("x.yaml"), "a");
        long start = System.nanoTime();

        wake.await(List.of(in), Duration.ofMinutes(10));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    @Timeout(60)
    void withoutAFolderToWatchItWaits() throws Exception {
        long start = System.nanoTime();

        Wake.byEvents().await(List.of(top.resolve("missing")), Duration.ofMillis(50));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }
}
