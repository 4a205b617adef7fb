package dev.sweepbook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sweepbook.job.History;
import dev.sweepbook.job.LockProbe;
import dev.sweepbook.job.ledger.Counts;
import dev.sweepbook.job.ledger.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** What runs at night: only what changed, alone, kept in a ledger, told to others. */
final class NightlyCommandsTest {
    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void begin() {
        shell = new Shell(top, false);
    }

    private JsonNode history() throws IOException {
        assertThat(shell.call("history", "--output", shell.output(), "--format", "json"))
                .isZero();
        return new ObjectMapper().readTree(shell.out());
    }

    @Test
    void whatDidNotChangeIsNotRunAgain() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.put("b.yaml", Shell.GOOD);
        shell.run();
        Map<String, byte[]> before = shell.files(shell.output());
        shell.put("b.yaml", Shell.GOOD.replace("[1, 2, 4]", "[1, 2]"));

        assertThat(shell.run()).isZero();

        assertThat(shell.out()).isEqualTo("""
                in/a.yaml: unchanged, out/a.xlsx
                in/b.yaml → out/b.xlsx  4 scenarios
                  since the report before: 2 removed, see b.changes.xlsx
                """);
        assertThat(shell.files(shell.output()).get("a.xlsx")).isEqualTo(before.get("a.xlsx"));
        assertThat(history().at("/0/status").asText()).isEqualTo("SUCCESS");
        shell.run();
        assertThat(history().at("/0/status").asText()).isEqualTo("UNCHANGED");
    }

    @Test
    void byForceEverythingRunsAndTheBytesAreTheSame() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.run();
        Map<String, byte[]> before = shell.files(shell.output());

        assertThat(shell.run("--force")).isZero();

        assertThat(shell.out()).isEqualTo("in/a.yaml → out/a.xlsx  6 scenarios\n");
        assertThat(shell.files(shell.output())).containsExactlyEntriesOf(before);
    }

    @Test
    void theHistoryIsToldInThreeForms() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.put("b.yaml", Shell.BAD);
        shell.run();

        assertThat(shell.call("history", "--output", shell.output())).isZero();
        assertThat(shell.out())
                .matches("(?s)id +status +start \\(UTC\\) +scenarios +duration +files *\\n"
                        + "1 +FAILED +\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ +6 +\\d+\\.\\d s +"
                        + "1 written, 0 unchanged, 1 failed\\n"
                        + "  b.yaml: 3:22: batch_size: must be at least 1, was 0\\n");

        assertThat(shell.call("history", "--output", shell.output(), "--format", "csv"))
                .isZero();
        assertThat(shell.out())
                .startsWith("id,status,start,duration_seconds,scenarios,files,delivered,unchanged,failed,exit,tool\n"
                        + "1,FAILED,");
        JsonNode run = history().get(0);
        assertThat(run.get("exit").asInt()).isEqualTo(1);
        assertThat(run.at("/reports/0/status").asText()).isEqualTo("delivered");
        assertThat(run.at("/reports/1/message").asText()).isEqualTo("3:22: batch_size: must be at least 1, was 0");
    }

    @Test
    void aFolderWithoutRunsHasNoHistory() throws IOException {
        Files.createDirectories(shell.output());

        assertThat(shell.call("history", "--output", shell.output())).isZero();
        assertThat(shell.err()).isEqualTo("no run yet in out; --output names another folder\n");
        assertThat(history()).isEmpty();
        assertThat(shell.output()).isEmptyDirectory();
    }

    @Test
    void aDamagedHistoryIsToldByHistoryAndMovedAsideByRun() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        Files.createDirectories(shell.output().resolve(".sweepbook"));
        Files.writeString(shell.output().resolve(".sweepbook/history.db"), "this is no database at all, however long");

        assertThat(shell.call("history", "--output", shell.output())).isEqualTo(74);
        assertThat(shell.err()).isEqualTo("sweepbook: the history cannot be read: the file is damaged\n");
        assertThat(shell.run()).isZero();
        assertThat(shell.err()).startsWith("the history is damaged: moved aside to history.db.aside-");
        assertThat(history()).hasSize(1);
    }

    @Test
    void aScenarioThatMeetsTheConditionFailsTheGate() throws IOException {
        shell.put("a.yaml", Shell.GOOD);

        assertThat(shell.run("--fail-on", "batch_size >= 2 and tensor_parallel == 1"))
                .isEqualTo(4);
        assertThat(shell.err())
                .isEqualTo("in/a.yaml: --fail-on batch_size >= 2 and tensor_parallel == 1: 2 of 6 scenarios,"
                        + " the first is scenario 3\n");
        assertThat(shell.files(shell.output())).containsKey("a.xlsx");
    }

    @Test
    void theGateHoldsForWhatDidNotChangeToo() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.run();
        String condition = "batch_size == 4";

        assertThat(shell.run("--fail-on", condition)).isEqualTo(4); // asked for the first time
        assertThat(shell.run("--fail-on", condition)).isEqualTo(4);
        assertThat(shell.out()).isEqualTo("in/a.yaml: unchanged, out/a.xlsx\n");
        assertThat(shell.run("--fail-on", "batch_size == 5")).isZero();
        shell.run("--fail-on", condition);
        assertThat(shell.run()).isZero(); // nobody asks
        assertThat(shell.out()).isEqualTo("in/a.yaml: unchanged, out/a.xlsx\n");
    }

    @Test
    void aFileThatFailsOutweighsTheGate() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.put("b.yaml", Shell.BAD);

        assertThat(shell.run("--fail-on", "batch_size == 4")).isEqualTo(1);
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void theCommandToNotifyReadsTheResult() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.put("b.yaml", Shell.BAD);
        Path told = top.resolve("told.json");

        assertThat(shell.run("--quiet", "--notify", "cat > '" + told + "'")).isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(Files.readString(told));
        assertThat(json.get("status").asText()).isEqualTo("FAILED");
        assertThat(json.get("exit").asInt()).isEqualTo(1);
        assertThat(json.at("/reports/0/outputs/0").asText()).isEqualTo("a.xlsx");
        assertThat(json.at("/reports/1/status").asText()).isEqualTo("refused");
        assertThat(json.toString()).doesNotContain(top.toString());
        assertThat(shell.run("--quiet", "--notify", "exit 9")).isEqualTo(1);
        assertThat(shell.err()).endsWith("sweepbook: --notify: the command ended with exit code 9\n");
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void aNightThatCannotBeginIsToldToo() throws IOException {
        Path told = top.resolve("told.json");

        assertThat(shell.call(
                        "run", top.resolve("gone"), "--output", shell.output(), "--notify", "cat > '" + told + "'"))
                .isEqualTo(2);

        JsonNode json = new ObjectMapper().readTree(Files.readString(told));
        assertThat(json.get("exit").asInt()).isEqualTo(2);
        assertThat(json.get("message").asText()).contains("gone");
        assertThat(shell.err()).contains("gone").contains("Try 'sweepbook run --help'.");
    }

    @Test
    void whileAnotherRunHasTheFolderNothingIsDone() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        try (LockProbe other = LockProbe.run(shell.output())) {
            assertThat(other).isNotNull();
            Files.writeString(
                    shell.output().resolve(".sweepbook/run.lock"), "host h process 42 since 2026-03-02T02:00:00Z\n");

            assertThat(shell.run()).isEqualTo(75);

            assertThat(shell.err())
                    .isEqualTo("sweepbook: another run has out: host h process 42 since 2026-03-02T02:00:00Z;"
                            + " --wait waits for it, --force-unlock takes the folder from a run that cannot be"
                            + " reached\n");
            assertThat(shell.files(shell.output())).isEmpty();
            assertThat(shell.run("--force-unlock")).isZero();
        }
        assertThat(shell.files(shell.output())).containsKey("a.xlsx");
    }

    @Test
    @Timeout(120)
    void waitingItRunsOnceTheOtherEnds() throws Exception {
        shell.put("a.yaml", Shell.GOOD);
        LockProbe other = LockProbe.run(shell.output());
        Thread end = new Thread(() -> {
            try {
                Thread.sleep(700);
                assertThat(shell.files(shell.output())).isEmpty();
                other.close();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        end.start();

        assertThat(shell.run("--wait")).isZero();

        end.join();
        assertThat(shell.err()).isEqualTo("another run has out; waiting for it\n");
        assertThat(shell.files(shell.output())).containsKey("a.xlsx");
    }

    @Test
    void noPlaceOfThisMachineStandsInWhatIsShared() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        shell.put("b.yaml", Shell.BAD);
        shell.put("x.yaml", Shell.GOOD);
        shell.put("x.csv", "model,hardware\nllama-3.1-8b,h100-sxm\n");
        shell.run("--format", "xlsx,csv");

        for (String name : new String[] {".sweepbook/history.db", ".sweepbook/run.lock", "index.html"}) {
            String text = new String(
                    Files.readAllBytes(shell.output().resolve(name)), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text)
                    .as(name)
                    .doesNotContain(top.toString())
                    .doesNotContain(System.getProperty("user.name") + "@");
        }
    }

    @Test
    void whereSqliteCannotBeLoadedTheRunWorksWithoutAHistory() throws Exception {
        shell.put("a.yaml", Shell.GOOD);
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.sqlite.osinfo.architecture=unheard-of",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sweepbook.cli.Main",
                        "run",
                        shell.in().toString(),
                        "--output",
                        shell.output().toString(),
                        "--quiet")
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), UTF_8);

        assertThat(run.waitFor()).as(said).isZero();

        assertThat(said).contains("the history cannot be kept: SQLite cannot be loaded on this system: ");
        assertThat(shell.files(shell.output())).containsOnlyKeys("a.manifest.json", "a.xlsx");
    }

    @Test
    void anIndexSomebodyElseMadeIsLeftAlone() throws IOException {
        shell.put("a.yaml", Shell.GOOD);
        Files.createDirectories(shell.output());
        Files.writeString(shell.output().resolve("index.html"), "<html>mine</html>");

        assertThat(shell.run()).isZero();

        assertThat(shell.err())
                .isEqualTo("out/index.html was not made by Sweepbook and is left as it is:"
                        + " name another folder with --output\n");
        assertThat(shell.output().resolve("index.html")).hasContent("<html>mine</html>");
    }

    @Test
    @Timeout(120)
    void watchRunsWhatIsDropped() throws Exception {
        shell.put("a.yaml", Shell.GOOD);
        Thread watch = new Thread(
                () -> shell.call("watch", shell.in(), "--output", shell.output(), "--interval", 1, "--quiet"));
        watch.start();
        waitFor(shell.output().resolve("a.manifest.json"));
        shell.put("team/b.yaml", Shell.GOOD);
        waitFor(shell.output().resolve("team/b.manifest.json"));
        List<History.Entry> runs = History.of(shell.output(), 10);
        while (runs.get(0).run().status() == RunStatus.RUNNING) {
            Thread.sleep(50);
            runs = History.of(shell.output(), 10);
        }
        watch.interrupt();
        watch.join();

        assertThat(runs)
                .extracting(entry -> entry.run().counts())
                .containsExactly(new Counts(2, 1, 1, 0, 6), new Counts(1, 1, 0, 0, 6));
    }

    private static void waitFor(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Thread.sleep(50);
        }
    }

    @Test
    void scheduleRunsWhenItIsDueAndMakesUpForWhatWasMissed() throws Exception {
        shell.put("a.yaml", Shell.GOOD);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);

        schedule("2026-03-02T01:00:00Z", terminal, 2); // the clock stands still: no run
        assertThat(shell.files(shell.output())).isEmpty();
        assertThat(err.toString(UTF_8)).isEqualTo("next run at 2026-03-02T02:00:00Z\n");

        shell.run(); // today
        schedule("2126-03-02T01:00:00Z", terminal, 2); // a hundred years later
        assertThat(out.toString(UTF_8).replace(top + "/", "")).isEqualTo("in/a.yaml: unchanged, out/a.xlsx\n");
    }

    /** Goes on until the schedule has slept a number of times. */
    private void schedule(String now, Terminal terminal, int sleeps) {
        int[] left = {sleeps};
        ScheduleCommand command = new ScheduleCommand(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), time -> {
            if (left[0]-- == 0) {
                throw new InterruptedException();
            }
        });
        String[] words = {shell.in().toString(), "--output", shell.output().toString(), "--cron", "0 2 * * *"};
        try {
            command.run(Options.commandLine(command.spec()).parseArgs(words), terminal);
        } catch (InterruptedException e) {
            return; // ends so
        }
        throw new AssertionError("a schedule does not end");
    }
}
