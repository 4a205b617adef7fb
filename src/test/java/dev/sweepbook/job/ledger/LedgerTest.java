package dev.sweepbook.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
    private static final Instant NIGHT = Instant.parse("2026-03-02T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NIGHT, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Ledger open() throws LedgerException {
        return Ledger.open(folder, CLOCK, 100);
    }

    private static FileRow delivered(String path, String key, double decodeStep) {
        return new FileRow(
                path,
                FileStatus.DELIVERED,
                new FileRow.Work(key, Map.of(path, "aa")),
                Map.of("x.xlsx", "bb", "x.manifest.json", "cc"),
                new FileRow.Size(6, 2, 1, 0, 0.5),
                "",
                new FileRow.Gate("batch_size > 1", 4, 3),
                List.of(new KeyFigure("s", "roofline", Measure.DECODE_STEP, decodeStep)));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRunIsRunningUntilItEnds() throws LedgerException {
        try (Ledger ledger = open()) {
            RunRow run = ledger.begin(NIGHT, "1.0", "edition", "--format xlsx");
            assertThat(run).isEqualTo(new RunRow(1, RunStatus.RUNNING, NIGHT, Double.NaN, -1, "1.0", Counts.NONE));

            Counts counts = new Counts(3, 1, 1, 1, 6);
            ledger.finish(run.ended(RunStatus.FAILED, 1, 2.5, counts));

            assertThat(ledger.runs(10)).containsExactly(new RunRow(1, RunStatus.FAILED, NIGHT, 2.5, 1, "1.0", counts));
        }
    }

    @Test
    void aRunThatStillCountsAsRunningWasKilledAndIsInterruptedNow() throws LedgerException {
        try (Ledger ledger = open()) {
            ledger.begin(NIGHT, "1.0", "edition", "");
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.notes()).isEmpty();
            assertThat(ledger.runs(10)).extracting(RunRow::status).containsExactly(RunStatus.INTERRUPTED);
        }
    }

    @Test
    void runsAreToldByTheirNumbersThoughTheClockWentBack() throws LedgerException {
        try (Ledger ledger = open()) {
            ledger.begin(NIGHT, "1.0", "", "");
            ledger.begin(NIGHT.minusSeconds(3600), "1.0", "", "");

            assertThat(ledger.runs(10)).extracting(RunRow::id).containsExactly(2L, 1L);
        }
    }

    @Test
    void aDeliveryComesBackAsItWasWritten() throws LedgerException {
        try (Ledger ledger = open()) {
            RunRow run = ledger.begin(NIGHT, "1.0", "", "");
            ledger.add(run.id(), List.of(delivered("team/x.yaml", "key", 0.25)));

            Ledger.Delivery last = ledger.lastDelivery("team/x.yaml").orElseThrow();

            FileRow expected = delivered("team/x.yaml", "key", 0.25);
            assertThat(last.run().id()).isEqualTo(1);
            assertThat(last.file().work()).isEqualTo(expected.work());
            assertThat(last.file().outputs()).isEqualTo(expected.outputs());
            assertThat(last.file().size()).isEqualTo(expected.size());
            assertThat(last.file().gate()).isEqualTo(expected.gate());
            assertThat(ledger.lastDelivery("x.yaml")).isEmpty();
        }
    }

    @Test
    void theLatestDeliveryCountsWhateverCameOfTheFileSince() throws LedgerException {
        try (Ledger ledger = open()) {
            ledger.add(ledger.begin(NIGHT, "1.0", "", "").id(), List.of(delivered("x.yaml", "first", 4)));
            ledger.add(ledger.begin(NIGHT, "1.0", "", "").id(), List.of(delivered("x.yaml", "second", 3)));
            long third = ledger.begin(NIGHT, "1.0", "", "").id();
            ledger.add(third, List.of(FileRow.without("x.yaml", FileStatus.REFUSED, 2, "3:1: no")));

            assertThat(ledger.lastDelivery("x.yaml").orElseThrow().file().work().key())
                    .isEqualTo("second");
            assertThat(ledger.deliveries())
                    .singleElement()
                    .satisfies(last -> assertThat(last.run().id()).isEqualTo(2));
            assertThat(ledger.filesOf(third)).singleElement().satisfies(file -> {
                assertThat(file.status()).isEqualTo(FileStatus.REFUSED);
                assertThat(file.message()).isEqualTo("3:1: no");
            });
        }
    }

    @Test
    void trendsHoldTheLatestDeliveriesInTheirOrder() throws LedgerException {
        try (Ledger ledger = open()) {
            for (double value : new double[] {5, 4, 3, 2}) {
                ledger.add(ledger.begin(NIGHT, "1.0", "", "").id(), List.of(delivered("x.yaml", "k", value)));
            }

            assertThat(ledger.trends("x.yaml", 3))
                    .containsExactly(new Trend("s", "roofline", Measure.DECODE_STEP, List.of(4.0, 3.0, 2.0)));
        }
    }

    @Test
    void aDamagedDatabaseIsMovedAsideAndANewOneBegun() throws IOException {
        byte[] noise = new byte[8192];
        Arrays.fill(noise, (byte) 'x');
        Files.write(folder.resolve("history.db"), noise);

        try (Ledger ledger = open()) {
            assertThat(ledger.notes())
                    .containsExactly("the history is damaged: moved aside to history.db.aside-20260302T020000Z"
                            + " and begun anew; every file is run again");
            assertThat(ledger.begin(NIGHT, "1.0", "", "").id()).isEqualTo(1);
        }
        assertThat(folder.resolve("history.db.aside-20260302T020000Z")).hasBinaryContent(noise);
    }

    @Test
    void aTruncatedDatabaseIsMovedAside() throws IOException {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 200; i++) {
                ledger.add(ledger.begin(NIGHT, "1.0", "", "").id(), List.of(delivered("x" + i + ".yaml", "k", i)));
            }
        }
        Path file = folder.resolve("history.db");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        try (Ledger ledger = open()) {
            assertThat(ledger.notes()).singleElement().asString().startsWith("the history is damaged: moved aside to ");
            assertThat(ledger.runs(10)).isEmpty();
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsMovedAside() throws Exception {
        open().close();
        execute("PRAGMA user_version = 99");

        try (Ledger ledger = open()) {
            assertThat(ledger.notes())
                    .singleElement()
                    .asString()
                    .startsWith("the history is of a newer version of Sweepbook: moved aside to ");
        }
    }

    @Test
    void aDatabaseOfAnotherProgramIsMovedAside() throws Exception {
        execute("CREATE TABLE mine (x)");

        try (Ledger ledger = open()) {
            assertThat(ledger.notes())
                    .singleElement()
                    .asString()
                    .startsWith("the history is not a ledger of Sweepbook: moved aside to ");
        }
    }

    @Test
    void aDatabaseThatAnotherProgramHoldsIsMovedAside() throws Exception {
        open().close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            try (Ledger ledger = open()) {
                assertThat(ledger.notes())
                        .singleElement()
                        .asString()
                        .startsWith("the history is locked by another program: moved aside to ");
                assertThat(ledger.begin(NIGHT, "1.0", "", "").id()).isEqualTo(1);
            }
        }
    }

    @Test
    void twoDatabasesMovedAsideInOneSecondAreBothKept() throws IOException {
        for (int i = 0; i < 2; i++) {
            Files.writeString(folder.resolve("history.db"), "this is no database, whatever it is called");
            open().close();
        }
        assertThat(names())
                .containsExactly(
                        "history.db", "history.db.aside-20260302T020000Z", "history.db.aside-20260302T020000Z-2");
    }

    @Test
    void anEmptyFileIsANewLedgerAndNothingStandsBesideIt() throws IOException {
        Files.createFile(folder.resolve("history.db"));

        try (Ledger ledger = open()) {
            assertThat(ledger.notes()).isEmpty();
            ledger.begin(NIGHT, "1.0", "", "");
        }
        assertThat(names()).containsExactly("history.db");
    }

    @Test
    void lookingChangesNothing() throws LedgerException {
        assertThat(Ledger.look(folder)).isEmpty();
        try (Ledger ledger = open()) {
            ledger.begin(NIGHT, "1.0", "", "");
        }
        try (Ledger ledger = Ledger.look(folder).orElseThrow()) {
            assertThat(ledger.runs(1)).extracting(RunRow::status).containsExactly(RunStatus.RUNNING);
            assertThatThrownBy(() -> ledger.begin(NIGHT, "1.0", "", "")).isInstanceOf(LedgerException.class);
        }
    }

    @Test
    void lookingAtAnotherProgramsDatabaseIsRefused() throws Exception {
        execute("CREATE TABLE mine (x)");

        assertThatThrownBy(() -> Ledger.look(folder)).hasMessage("not a ledger of this version of Sweepbook");
    }
}
