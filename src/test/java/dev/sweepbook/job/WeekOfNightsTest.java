package dev.sweepbook.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seven nights over one drop folder. The runs that are killed, and the one that finds the disk full, are processes of
 * their own; the others run here. Each morning says what stands.
 */
@DisabledOnOs(value = WINDOWS, disabledReason = "needs a shell that limits files")
final class WeekOfNightsTest {
    private static final String EDITED = Nights.SMALL.replace("[1, 2, 4]", "[1, 2, 4, 8]");
    private static final String BROKEN = Nights.SMALL.replace("[1, 2, 4]", "[0, 2, 4]");

    @TempDir
    Path top;

    private Nights nights;

    /** The command as cron would call it, after a shell prepared the process. */
    private Process start(String prepare, String columns) throws IOException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("/bin/sh", "-c", prepare + "exec \"$@\"", "sh"));
        words.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.sweepbook.cli.Main", "run"));
        words.addAll(List.of(nights.in.toString(), "--output", nights.out.toString(), "--format", "xlsx,csv"));
        words.addAll(List.of("--quiet", "--columns", columns));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(top.resolve("process.log").toFile())
                .start();
    }

    private void killWhileWriting() throws IOException, InterruptedException {
        Set<String> left = nights.temporaries();
        Process run = start("", "scenario,model");
        nights.awaitTemporary(left);
        run.destroyForcibly().waitFor();
    }

    private void nextNight() {
        nights.advance(86_400);
    }

    @Test
    @Timeout(300)
    void everyMorningIsRight() throws Exception {
        nights = new Nights(top);

        // Monday: two teams have dropped a file each.
        nights.put("a/x.yaml", Nights.SMALL);
        nights.put("b/y.yaml", Nights.SMALL);
        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);
        assertThat(nights.isReportOf("a/x", Nights.SMALL)).isTrue();
        assertThat(nights.isReportOf("b/y", Nights.SMALL)).isTrue();
        assertThat(nights.statuses()).containsExactly("SUCCESS");
        assertThat(nights.standing()).noneMatch(name -> name.contains(".changes."));

        // Tuesday: one is added, one edited. What did not change is not touched.
        nextNight();
        nights.put("c.yaml", Nights.SMALL);
        nights.put("a/x.yaml", EDITED);
        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);
        assertThat(nights.told())
                .containsEntry("a/x.yaml", "Delivered")
                .containsEntry("b/y.yaml", "Unchanged")
                .containsEntry("c.yaml", "Delivered");
        assertThat(nights.isReportOf("a/x", EDITED)).isTrue();
        assertThat(nights.changes("a/x"))
                .containsEntry("sb_changed", "0")
                .containsEntry("sb_added", "1")
                .containsEntry("sb_removed", "0")
                .containsEntry(
                        "sb_report_to",
                        nights.manifest("a/x").at("/outputs/0/sha256").asText());
        assertThat(nights.index()).contains("changes: 1 added");
        assertThat(nights.standing()).contains("a/x.changes.xlsx").doesNotContain("b/y.changes.xlsx", "c.changes.xlsx");

        // Wednesday: one is broken. Its report of yesterday stays, the morning names it.
        nextNight();
        nights.put("b/y.yaml", BROKEN);
        assertThat(nights.run().verdict()).isEqualTo(Verdict.SOME_FAILED);
        assertThat(nights.isReportOf("b/y", Nights.SMALL)).isTrue();
        assertThat(nights.index())
                .contains("Some files need attention.")
                .contains(
                        "<strong>b/y.yaml</strong> refused: <code>3:22: batch_size: must be at least 1, was 0</code>");

        // Thursday: a large one arrives, and the run on it is killed, twice. Nothing half-done stands.
        nextNight();
        nights.put("b/y.yaml", EDITED);
        nights.put("large.yaml", Nights.LARGE);
        killWhileWriting();
        killWhileWriting();
        assertThat(nights.out.resolve("large.xlsx")).doesNotExist();
        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);
        assertThat(nights.isReportOf("large", Nights.LARGE)).isTrue();
        assertThat(nights.isReportOf("b/y", EDITED)).isTrue();
        assertThat(nights.statuses().subList(0, 3)).containsExactly("SUCCESS", "INTERRUPTED", "INTERRUPTED");
        assertThat(nights.standing()).noneMatch(name -> name.endsWith(".tmp"));

        // Friday: the disk takes no more. What stood stands, the run says so; with room again it is made up for.
        nextNight();
        nights.put("c.yaml", EDITED);
        Process full = start("ulimit -f 16; ", "scenario,model"); // blocks of 512 or 1024 bytes
        assertThat(full.waitFor()).isEqualTo(74);
        assertThat(Files.readString(top.resolve("process.log"), UTF_8)).contains("cannot be written: file too large");
        assertThat(nights.isReportOf("c", Nights.SMALL)).isTrue();
        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);
        assertThat(nights.isReportOf("c", EDITED)).isTrue();
        assertThat(nights.changes("c")).containsEntry("sb_added", "1");

        // Saturday: one is still being copied when the run comes to it.
        nextNight();
        assertThat(nights.runWhileCopying(nights.in.resolve("a/x.yaml"), Nights.SMALL)
                        .verdict())
                .isEqualTo(Verdict.SOME_FAILED);
        assertThat(nights.told()).containsEntry("a/x.yaml", "StillChanging");
        assertThat(nights.isReportOf("a/x", EDITED)).isTrue();

        // Sunday: the copy is whole, the clock was set back an hour, one file is gone. Its report stays.
        nights.advance(86_400 - 3_600);
        nights.put("a/x.yaml", Nights.SMALL);
        Files.delete(nights.in.resolve("b/y.yaml"));
        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);
        assertThat(nights.isReportOf("a/x", Nights.SMALL)).isTrue();
        assertThat(nights.changes("a/x"))
                .containsEntry("sb_added", "0")
                .containsEntry("sb_removed", "1")
                .containsEntry(
                        "sb_report_to",
                        nights.manifest("a/x").at("/outputs/0/sha256").asText());
        assertThat(nights.isReportOf("b/y", EDITED)).isTrue();
        assertThat(nights.index())
                .contains("All is well.")
                .contains("changes: 1 removed")
                .contains("not part of the last run");
        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);
        assertThat(nights.told().values()).containsOnly("Unchanged");
        assertThat(nights.statuses().get(0)).isEqualTo("UNCHANGED");
        assertThat(nights.statuses()).doesNotContain("RUNNING");
        assertThat(nights.standing())
                .containsExactly(
                        "a/x.changes.xlsx",
                        "a/x.csv",
                        "a/x.manifest.json",
                        "a/x.xlsx",
                        "b/y.changes.xlsx",
                        "b/y.csv",
                        "b/y.manifest.json",
                        "b/y.xlsx",
                        "c.changes.xlsx",
                        "c.csv",
                        "c.manifest.json",
                        "c.xlsx",
                        "index.html",
                        "large.csv",
                        "large.manifest.json",
                        "large.xlsx");
    }
}
