package dev.sweepbook.job.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read from the tables. */
final class LedgerQueries {
    private static final String RUN =
            "r.id, r.status, r.started, r.seconds, r.exit, r.tool, r.files, r.delivered, r.unchanged, r.failed, r.scenarios";
    private static final String FILE = "f.path, f.status, f.work, f.scenarios, f.misfits, f.unsupported, f.problems,"
            + " f.seconds, f.message, f.gate, f.gate_met, f.gate_first";
    private static final int FILE_FROM = 12;

    private final Connection connection;

    LedgerQueries(Connection connection) {
        this.connection = connection;
    }

    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    RunRow newestRun() throws SQLException {
        return runs(1).get(0);
    }

    List<RunRow> runs(int most) throws SQLException {
        return list("SELECT " + RUN + " FROM runs r ORDER BY r.id DESC LIMIT ?", LedgerQueries::run, most);
    }

    List<FileRow> filesOf(long run) throws SQLException {
        return list(
                "SELECT " + FILE + " FROM files f WHERE f.run = ? ORDER BY f.path",
                row -> file(row, 1, FileRow.Work.NONE, Map.of()),
                run);
    }

    Optional<RunRow> run(long id) throws SQLException {
        return list("SELECT " + RUN + " FROM runs r WHERE r.id = ?", LedgerQueries::run, id).stream()
                .findFirst();
    }

    Map<String, String> outputsOf(long run) throws SQLException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String[] pair : list(
                "SELECT output, sha256 FROM outputs WHERE run = ? ORDER BY output",
                row -> new String[] {row.getString(1), row.getString(2)},
                run)) {
            hashes.put(pair[0], pair[1]);
        }
        return hashes;
    }

    Optional<Ledger.Delivery> lastDelivery(String path) throws SQLException {
        List<Ledger.Delivery> found = list(
                "SELECT " + RUN + ", " + FILE + " FROM files f JOIN runs r ON r.id = f.run WHERE f.run ="
                        + " (SELECT max(run) FROM files WHERE path = ? AND status = 'DELIVERED') AND f.path = ?",
                this::delivery,
                path,
                path);
        return found.stream().findFirst();
    }

    List<Ledger.Delivery> deliveries() throws SQLException {
        return list(
                "SELECT " + RUN + ", " + FILE + " FROM (SELECT path, max(run) AS run FROM files"
                        + " WHERE status = 'DELIVERED' GROUP BY path) last"
                        + " JOIN files f ON f.path = last.path AND f.run = last.run JOIN runs r ON r.id = f.run"
                        + " ORDER BY f.path",
                this::delivery);
    }

    List<Trend> trends(String path, int most) throws SQLException {
        record Named(String sweep, String formulas, Measure measure) {}
        List<Named> named = list(
                "SELECT sweep, formulas, measure FROM figures WHERE path = ? AND run ="
                        + " (SELECT max(run) FROM files WHERE path = ? AND status = 'DELIVERED')"
                        + " ORDER BY sweep, formulas, measure",
                row -> new Named(row.getString(1), row.getString(2), Measure.valueOf(row.getString(3))),
                path,
                path);
        List<Trend> trends = new ArrayList<>();
        for (Named figure : named) {
            List<Double> latestFirst = list(
                    "SELECT value FROM figures WHERE path = ? AND sweep = ? AND formulas = ? AND measure = ?"
                            + " ORDER BY run DESC LIMIT ?",
                    row -> row.getDouble(1),
                    path,
                    figure.sweep(),
                    figure.formulas(),
                    figure.measure().name(),
                    most);
            List<Double> values = new ArrayList<>(latestFirst);
            java.util.Collections.reverse(values);
            trends.add(new Trend(figure.sweep(), figure.formulas(), figure.measure(), values));
        }
        return trends;
    }

    private Ledger.Delivery delivery(ResultSet row) throws SQLException {
        RunRow run = run(row);
        String path = row.getString(FILE_FROM);
        String key = row.getString(FILE_FROM + 2);
        Map<String, String> inputs = hashes("SELECT input, sha256 FROM inputs", run.id(), path);
        Map<String, String> outputs = hashes("SELECT output, sha256 FROM outputs", run.id(), path);
        FileRow file = file(row, FILE_FROM, new FileRow.Work(key, inputs), outputs);
        return new Ledger.Delivery(run, file.withChanges(changes(run.id(), path)));
    }

    private FileRow.@Nullable Changes changes(long run, String path) throws SQLException {
        if (!Schema.hasChanges(connection)) {
            return null;
        }
        List<FileRow.Changes> found = list(
                "SELECT changed, added, removed FROM changes WHERE run = ? AND path = ?",
                row -> new FileRow.Changes(row.getLong(1), row.getLong(2), row.getLong(3)),
                run,
                path);
        return found.isEmpty() ? null : found.get(0);
    }

    private Map<String, String> hashes(String select, long run, String path) throws SQLException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String[] pair : list(
                select + " WHERE run = ? AND path = ?",
                row -> new String[] {row.getString(1), row.getString(2)},
                run,
                path)) {
            hashes.put(pair[0], pair[1]);
        }
        return hashes;
    }

    private static RunRow run(ResultSet row) throws SQLException {
        double seconds = row.getDouble(4);
        seconds = row.wasNull() ? Double.NaN : seconds;
        int exit = row.getInt(5);
        exit = row.wasNull() ? -1 : exit;
        Counts counts = new Counts(row.getInt(7), row.getInt(8), row.getInt(9), row.getInt(10), row.getLong(11));
        return new RunRow(
                row.getLong(1),
                RunStatus.valueOf(row.getString(2)),
                Instant.parse(row.getString(3)),
                seconds,
                exit,
                row.getString(6),
                counts);
    }

    private static FileRow file(ResultSet row, int from, FileRow.Work work, Map<String, String> outputs)
            throws SQLException {
        FileRow.Size size = new FileRow.Size(
                row.getLong(from + 3),
                row.getLong(from + 4),
                row.getLong(from + 5),
                row.getLong(from + 6),
                row.getDouble(from + 7));
        FileRow.Gate gate = new FileRow.Gate(row.getString(from + 9), row.getLong(from + 10), row.getLong(from + 11));
        return new FileRow(
                row.getString(from),
                FileStatus.valueOf(row.getString(from + 1)),
                work,
                outputs,
                size,
                row.getString(from + 8),
                gate,
                List.of());
    }

    private <T> List<T> list(String sql, Mapping<T> mapping, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(mapping.of(result));
                }
            }
            return rows;
        }
    }
}
