package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.job.ledger.Counts;
import dev.sweepbook.job.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class RecordedRunTest {
    @TempDir
    Path top;

    private Nights nights;

    @BeforeEach
    void begin() throws IOException {
        nights = new Nights(top);
    }

    @Test
    void aFirstRunDeliversAndTheSecondFindsNothingToDo() throws Exception {
        nights.put("team/x.yaml", Nights.SMALL);

        RunResult first = nights.run();
        assertThat(first.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(first.run().counts()).isEqualTo(new Counts(1, 1, 0, 0, 3));
        assertThat(nights.standing())
                .containsExactly("index.html", "team/x.csv", "team/x.manifest.json", "team/x.xlsx");

        RunResult second = nights.run();
        assertThat(second.run().counts()).isEqualTo(new Counts(1, 0, 1, 0, 0));
        assertThat(nights.statuses()).containsExactly("UNCHANGED", "SUCCESS");
    }

    @Test
    void anEmptyFolderLeavesNothingBehind() throws Exception {
        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);

        assertThat(nights.out).doesNotExist();
    }

    @Test
    void anOutputThatIsGoneOrAlteredIsWrittenAgain() throws Exception {
        nights.put("x.yaml", Nights.SMALL);
        nights.put("y.yaml", Nights.SMALL);
        nights.put("z.yaml", Nights.SMALL);
        nights.run();
        Files.delete(nights.out.resolve("x.csv"));
        Files.writeString(nights.out.resolve("y.xlsx"), "x", StandardOpenOption.APPEND);
        Files.delete(nights.out.resolve("z.manifest.json"));

        nights.run();

        assertThat(nights.told().values()).containsOnly("Delivered");
        for (String stem : List.of("x", "y", "z")) {
            assertThat(nights.isReportOf(stem, Nights.SMALL)).isTrue();
        }
    }

    @Test
    void aChangedDefinitionRunsThoseThatUseIt() throws Exception {
        nights.put("catalog/devices.yaml", "hardware: {mine: {extends: h100-sxm, memory: 90 GB}}\n");
        nights.put("x.yaml", Nights.SMALL.replace("[h100-sxm]", "[mine]"));
        nights.put("y.yaml", Nights.SMALL);
        nights.run();
        nights.put("catalog/devices.yaml", "hardware: {mine: {extends: h100-sxm, memory: 91 GB}}\n");

        nights.run();

        assertThat(nights.told()).containsEntry("x.yaml", "Delivered").containsEntry("y.yaml", "Unchanged");
    }

    @Test
    void aNearerDefinitionOfTheSameNameCountsToo() throws Exception {
        nights.put("catalog/devices.yaml", "hardware: {mine: {extends: h100-sxm, memory: 90 GB}}\n");
        nights.put("team/x.yaml", Nights.SMALL.replace("[h100-sxm]", "[mine]"));
        nights.run();
        nights.put("team/catalog/devices.yaml", "hardware: {mine: {extends: h100-sxm, memory: 91 GB}}\n");

        nights.run();

        assertThat(nights.told()).containsEntry("team/x.yaml", "Delivered");
    }

    @Test
    @Timeout(120)
    void aFileEditedWhileItIsWorkedOnIsDoneAgain() throws Exception {
        Path file = nights.put("x.yaml", Nights.LARGE);
        Thread editor = new Thread(() -> {
            try {
                nights.awaitTemporary(Set.of());
                Files.writeString(file, Nights.SMALL);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        editor.start();

        RunResult result = nights.run();

        editor.join();
        assertThat(result.run().counts()).isEqualTo(new Counts(1, 1, 0, 0, 3));
        assertThat(nights.isReportOf("x", Nights.SMALL)).isTrue();
    }

    @Test
    @Timeout(120)
    void aFileThatIsStillBeingCopiedIsLeftForTheNextRun() throws Exception {
        nights.put("x.yaml", Nights.SMALL);
        nights.put("y.yaml", Nights.SMALL);
        nights.run();

        RunResult result = nights.runWhileCopying(nights.in.resolve("x.yaml"), Nights.SMALL);

        assertThat(nights.told()).containsEntry("x.yaml", "StillChanging").containsEntry("y.yaml", "Unchanged");
        assertThat(result.verdict()).isEqualTo(Verdict.SOME_FAILED);
        assertThat(nights.isReportOf("x", Nights.SMALL)).isTrue();
        assertThat(nights.index()).contains("left for the next run");
    }

    @Test
    void anOutputOpenInExcelIsLeftAloneAndTheNewOneGoesBeside() throws Exception {
        nights.put("x.yaml", Nights.SMALL);
        nights.run();
        byte[] open = Files.readAllBytes(nights.out.resolve("x.xlsx"));
        Path owner = Files.createFile(nights.out.resolve("~$x.xlsx"));
        String changed = Nights.SMALL.replace("[1, 2, 4]", "[1, 2]");
        nights.put("x.yaml", changed);

        nights.run();

        assertThat(nights.out.resolve("x.xlsx")).hasBinaryContent(open);
        assertThat(nights.isReportOf("x", changed)).isTrue();
        assertThat(nights.manifest("x").at("/outputs/0/file").asText()).isEqualTo("x (2).xlsx");
        assertThat(((FileOutcome.Delivered) nights.outcomes.get(0)).remarks())
                .containsExactly(
                        "x.xlsx is open in another program; the new one is x (2).xlsx",
                        "since the report before: 1 removed, see x.changes.xlsx");
        nights.run();
        assertThat(nights.told()).containsEntry("x.yaml", "Unchanged");

        Files.delete(owner);
        nights.run();

        assertThat(nights.told()).containsEntry("x.yaml", "Delivered");
        assertThat(nights.standing())
                .containsExactly("index.html", "x.changes.xlsx", "x.csv", "x.manifest.json", "x.xlsx");
        assertThat(nights.isReportOf("x", changed)).isTrue();
    }

    @Test
    void whatChangedStaysUntilSomethingElseDoes() throws Exception {
        nights.put("x.yaml", Nights.SMALL);
        nights.run();
        assertThat(nights.standing()).doesNotContain("x.changes.xlsx");

        nights.put("x.yaml", Nights.SMALL.replace("[1, 2, 4]", "[1, 2, 8, 16]"));
        nights.run();
        assertThat(nights.changes("x"))
                .containsEntry("sb_changed", "1") // 4 became 8, under the same number
                .containsEntry("sb_added", "1")
                .containsEntry("sb_removed", "0")
                .containsEntry(
                        "sb_report_to",
                        nights.manifest("x").at("/outputs/0/sha256").asText());
        assertThat(nights.index()).contains("x.changes.xlsx").contains("changes: 1 changed, 1 added");
        byte[] made = Files.readAllBytes(nights.out.resolve("x.changes.xlsx"));

        nights.run();
        nights.policy = new Policy(true, 0, null);
        nights.run();
        assertThat(nights.told()).containsEntry("x.yaml", "Delivered");
        assertThat(nights.out.resolve("x.changes.xlsx")).hasBinaryContent(made);
        assertThat(nights.index()).contains("changes: 1 changed, 1 added");
        assertThat(Files.readString(nights.out.resolve("x.manifest.json"))).doesNotContain("changes");
    }

    @Test
    void reportsOfTheBestAloneAreNotHeldAgainstEachOther() throws Exception {
        nights.put("x.yaml", Nights.SMALL);
        nights.run();
        nights.put("x.yaml", Nights.SMALL + "report: {rows: best, top: 1}\n");

        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);

        assertThat(((FileOutcome.Delivered) nights.outcomes.get(0)).remarks())
                .contains("no workbook of what changed: a report holds the best of its scenarios alone");
        assertThat(nights.standing()).doesNotContain("x.changes.xlsx");
    }

    @Test
    void aReportBeforeThatCannotBeReadHoldsUpNothing() throws Exception {
        nights.put("x.yaml", Nights.SMALL);
        nights.run();
        String second = Nights.SMALL.replace("[1, 2, 4]", "[1, 2]");
        nights.put("x.yaml", second);
        nights.run();
        assertThat(nights.standing()).contains("x.changes.xlsx");
        Files.writeString(nights.out.resolve("x.xlsx"), "half a workb");
        String third = Nights.SMALL.replace("[1, 2, 4]", "[1]");
        nights.put("x.yaml", third);

        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);

        assertThat(nights.isReportOf("x", third)).isTrue();
        assertThat(((FileOutcome.Delivered) nights.outcomes.get(0)).remarks())
                .singleElement()
                .asString()
                .startsWith("no workbook of what changed: the report before cannot be read: ");
        assertThat(nights.standing()).doesNotContain("x.changes.xlsx"); // it would tell of another change
    }

    @Test
    void aNumberedFileOfSomebodyElsesIsNeverTaken() throws Exception {
        Files.createDirectories(nights.out);
        Files.createFile(nights.out.resolve(".~lock.x.xlsx#"));
        Files.writeString(nights.out.resolve("x (2).xlsx"), "mine");
        nights.put("x.yaml", Nights.SMALL);
        nights.put("x (3).yaml", Nights.SMALL);

        nights.run();

        assertThat(nights.out.resolve("x (2).xlsx")).hasContent("mine");
        assertThat(nights.manifest("x").at("/outputs/0/file").asText()).isEqualTo("x (4).xlsx");
    }

    @Test
    void oldReportsAreKeptByTheDayTheyWereMade() throws Exception {
        nights.policy = new Policy(false, 2, null);
        for (int day = 0; day < 4; day++) {
            nights.put("x.yaml", Nights.SMALL.replace("4]", 8 + day + "]"));
            nights.run();
            nights.advance(86_400);
        }

        assertThat(nights.standing())
                .containsExactly(
                        "history/2026-03-03/x.changes.xlsx",
                        "history/2026-03-03/x.csv",
                        "history/2026-03-03/x.manifest.json",
                        "history/2026-03-03/x.xlsx",
                        "history/2026-03-04/x.changes.xlsx",
                        "history/2026-03-04/x.csv",
                        "history/2026-03-04/x.manifest.json",
                        "history/2026-03-04/x.xlsx",
                        "index.html",
                        "x.changes.xlsx",
                        "x.csv",
                        "x.manifest.json",
                        "x.xlsx");
        assertThat(nights.index()).contains("href=\"./history/2026-03-04/x.xlsx\">2026-03-04</a>");
    }

    @Test
    void aReportWhoseScenarioIsGoneStaysAndSaysSo() throws Exception {
        Path file = nights.put("x.yaml", Nights.SMALL);
        nights.run();
        Files.delete(file);

        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);

        assertThat(nights.isReportOf("x", Nights.SMALL)).isTrue();
        assertThat(nights.index()).contains("x.xlsx").contains("not part of the last run");
    }

    @Test
    void trendsRunOverTheVersionsOfAReport() throws Exception {
        for (String memory : List.of("3 TB/s", "4 TB/s", "5 TB/s")) {
            nights.put(
                    "x.yaml",
                    Nights.SMALL.replace(
                            "[h100-sxm]", "[{id: h, extends: h100-sxm, memory_bandwidth: " + memory + "}]"));
            nights.run();
        }

        assertThat(nights.index()).contains("aria-label=\"Lowest decode step, 3 versions: from ");
    }

    @Test
    @Timeout(120)
    void aStoppedRunIsInterruptedAndLeavesNothingUnfinished() throws Exception {
        nights.put("x.yaml", Nights.LARGE);
        RecordedRun run = nights.recorded();
        Thread stop = new Thread(() -> {
            try {
                nights.awaitTemporary(Set.of());
                run.stop();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        stop.start();

        nights.run(run);

        stop.join();
        assertThat(nights.standing()).isEmpty();
        assertThat(nights.statuses()).containsExactly("INTERRUPTED");
        nights.put("x.yaml", Nights.SMALL);
        assertThat(nights.run().verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void whatAKilledRunLeftIsSweptInEveryFolder() throws Exception {
        nights.put("team/x.yaml", Nights.SMALL);
        nights.run();
        Path left = Files.writeString(nights.out.resolve("team/.sweepbook-1a-2b-0.tmp"), "half a workb");
        try (Ledger ledger = Ledger.open(nights.out.resolve(".sweepbook"), nights.clock)) {
            ledger.begin(nights.clock.instant(), "9.9", "", "");
        }
        assertThat(nights.statuses()).containsExactly("INTERRUPTED", "SUCCESS"); // nobody holds the folder

        nights.run();

        assertThat(left).doesNotExist();
        assertThat(nights.statuses()).containsExactly("UNCHANGED", "INTERRUPTED", "SUCCESS");
    }

    @Test
    void aHistoryThatCannotBeWrittenIsToldAndTheReportsStand() throws Exception {
        nights.put("x.yaml", Nights.SMALL);
        Files.createDirectories(nights.out.resolve(".sweepbook/history.db")); // a folder in its place

        assertThat(nights.run().verdict()).isEqualTo(Verdict.NOT_WRITTEN);

        assertThat(nights.notes)
                .containsExactly("out/.sweepbook/history.db: the history cannot be kept: the file cannot be opened for"
                        + " writing; the reports are written all the same");
        assertThat(nights.isReportOf("x", Nights.SMALL)).isTrue();
    }

    @Test
    void aScenarioWhereOldReportsAreKeptIsRefused() throws Exception {
        nights.put("history/2026-03-01/x.yaml", Nights.SMALL);
        nights.put("history/mine/x.yaml", Nights.SMALL);

        nights.run();

        assertThat(nights.told())
                .containsEntry("history/2026-03-01/x.yaml", "Refused")
                .containsEntry("history/mine/x.yaml", "Delivered");
    }

    @Test
    void aClockThatWentBackChangesNothing() throws Exception {
        nights.put("x.yaml", Nights.SMALL);
        nights.run();
        nights.advance(-7_200);

        RunResult second = nights.run();

        assertThat(second.run().id()).isEqualTo(2);
        assertThat(second.run().seconds()).isPositive();
        assertThat(nights.statuses()).containsExactly("UNCHANGED", "SUCCESS");
    }
}
