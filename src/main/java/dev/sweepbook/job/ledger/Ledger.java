package dev.sweepbook.job.ledger;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs did: a row a run, a row a file of a run, with hashes and headline figures. Every call is a transaction of
 * its own, synced before it returns. Threads may share it.
 */
public final class Ledger implements Closeable {
    /** The file's name in its folder. */
    public static final String FILE = "history.db";

    private static final int BUSY_MILLISECONDS = 5_000;

    private final Connection connection;
    private final LedgerQueries queries;
    private final List<String> notes;

    private Ledger(Connection connection, List<String> notes) {
        this.connection = connection;
        this.queries = new LedgerQueries(connection);
        this.notes = List.copyOf(notes);
    }

    /**
     * Opens the ledger of a folder for a run that holds the folder's lock: runs that still count as running are dead.
     *
     * @param folder where it lies
     * @param clock names what has to be moved aside
     * @return the ledger
     * @throws LedgerException where there can be none
     */
    public static Ledger open(Path folder, Clock clock) throws LedgerException {
        return open(folder, clock, BUSY_MILLISECONDS);
    }

    static Ledger open(Path folder, Clock clock, int busyMilliseconds) throws LedgerException {
        LedgerFile file = new LedgerFile(folder.resolve(FILE), busyMilliseconds);
        Ledger ledger = new Ledger(file.open(clock), file.notes());
        ledger.write(() -> ledger.update(
                "UPDATE runs SET status = ? WHERE status = ?", RunStatus.INTERRUPTED.name(), RunStatus.RUNNING.name()));
        return ledger;
    }

    /**
     * Opens the ledger of a folder to look at it.
     *
     * @param folder where it lies
     * @return the ledger, or nothing where no run was ever kept
     * @throws LedgerException where it cannot be read
     */
    public static Optional<Ledger> look(Path folder) throws LedgerException {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                return Optional.empty();
            }
            Connection connection = LedgerFile.connect(file, true, BUSY_MILLISECONDS);
            Ledger ledger = new Ledger(connection, List.of());
            if (Schema.number(connection, "PRAGMA application_id") != Schema.APPLICATION
                    || Schema.number(connection, "PRAGMA user_version") != Schema.VERSION) {
                ledger.close();
                throw new LedgerException("not a ledger of this version of Sweepbook", new SQLException(), false);
            }
            return Optional.of(ledger);
        } catch (SQLException e) {
            throw LedgerFile.fault(e);
        } catch (LedgerException e) {
            throw e;
        } catch (java.io.IOException e) {
            throw new LedgerException(String.valueOf(e.getMessage()), e, false);
        }
    }

    /**
     * What was moved aside to open it.
     *
     * @return each a line
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * Notes that a run begins.
     *
     * @param started when
     * @param toolVersion version of this program
     * @param catalog edition of the catalogue
     * @param options what it was asked, in words
     * @return the run
     * @throws LedgerException where it cannot be written
     */
    public synchronized RunRow begin(Instant started, String toolVersion, String catalog, String options)
            throws LedgerException {
        write(() -> update(
                "INSERT INTO runs (status, started, tool, catalog, options) VALUES (?, ?, ?, ?, ?)",
                RunStatus.RUNNING.name(),
                started.toString(),
                toolVersion,
                catalog,
                options));
        return read(queries::newestRun);
    }

    /**
     * Notes what became of files, all or none.
     *
     * @param run id of the run
     * @param files the files
     * @throws LedgerException where it cannot be written
     */
    public synchronized void add(long run, List<FileRow> files) throws LedgerException {
        write(() -> {
            for (FileRow file : files) {
                add(run, file);
            }
        });
    }

    private void add(long run, FileRow file) throws SQLException {
        FileRow.Size size = file.size();
        update(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                file.path(),
                file.status().name(),
                file.work().key(),
                size.scenarios(),
                size.misfits(),
                size.unsupported(),
                size.problems(),
                size.seconds(),
                file.message(),
                file.gate().expression(),
                file.gate().met(),
                file.gate().first());
        addHashes(
                "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?)",
                run,
                file,
                file.work().inputs());
        addHashes("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?)", run, file, file.outputs());
        FileRow.Changes changes = file.changes();
        if (changes != null) {
            update(
                    "INSERT OR REPLACE INTO changes VALUES (?, ?, ?, ?, ?)",
                    run,
                    file.path(),
                    changes.changed(),
                    changes.added(),
                    changes.removed());
        }
        for (KeyFigure figure : file.figures()) {
            update(
                    "INSERT OR REPLACE INTO figures VALUES (?, ?, ?, ?, ?, ?)",
                    run,
                    file.path(),
                    figure.sweep(),
                    figure.formulas(),
                    figure.measure().name(),
                    figure.value());
        }
    }

    private void addHashes(String insert, long run, FileRow file, Map<String, String> hashes) throws SQLException {
        for (Map.Entry<String, String> hash : hashes.entrySet()) {
            update(insert, run, file.path(), hash.getKey(), hash.getValue());
        }
    }

    /**
     * Notes how a run ended.
     *
     * @param run the run as it ended
     * @throws LedgerException where it cannot be written
     */
    public synchronized void finish(RunRow run) throws LedgerException {
        Counts counts = run.counts();
        write(() -> update(
                "UPDATE runs SET status = ?, exit = ?, seconds = ?, files = ?, delivered = ?, unchanged = ?,"
                        + " failed = ?, scenarios = ? WHERE id = ?",
                run.status().name(),
                run.exit(),
                run.seconds(),
                counts.files(),
                counts.delivered(),
                counts.unchanged(),
                counts.failed(),
                counts.scenarios(),
                run.id()));
    }

    /**
     * The latest runs.
     *
     * @param most how many
     * @return the newest first
     * @throws LedgerException where it cannot be read
     */
    public synchronized List<RunRow> runs(int most) throws LedgerException {
        return read(() -> queries.runs(most));
    }

    /**
     * The files of a run.
     *
     * @param run id of the run
     * @return in the order of their paths, without hashes and figures
     * @throws LedgerException where it cannot be read
     */
    public synchronized List<FileRow> filesOf(long run) throws LedgerException {
        return read(() -> queries.filesOf(run));
    }

    /**
     * A run.
     *
     * @param id its id
     * @return the run, or nothing where no run has the id
     * @throws LedgerException where it cannot be read
     */
    public synchronized Optional<RunRow> run(long id) throws LedgerException {
        return read(() -> queries.run(id));
    }

    /**
     * What stood once a run had ended: the outputs of the files it delivered or found unchanged.
     *
     * @param run id of the run
     * @return SHA-256 of each by its path below the output folder
     * @throws LedgerException where it cannot be read
     */
    public synchronized Map<String, String> outputsOf(long run) throws LedgerException {
        return read(() -> queries.outputsOf(run));
    }

    /**
     * A file's latest delivery.
     *
     * @param path the file
     * @return the run and the row, or nothing where it was never delivered
     * @throws LedgerException where it cannot be read
     */
    public synchronized Optional<Delivery> lastDelivery(String path) throws LedgerException {
        return read(() -> queries.lastDelivery(path));
    }

    /**
     * The latest delivery of every file that ever was delivered.
     *
     * @return in the order of the paths
     * @throws LedgerException where it cannot be read
     */
    public synchronized List<Delivery> deliveries() throws LedgerException {
        return read(queries::deliveries);
    }

    /**
     * How a file's headline figures went.
     *
     * @param path the file
     * @param most deliveries, the latest ones
     * @return one for each figure of the latest delivery
     * @throws LedgerException where it cannot be read
     */
    public synchronized List<Trend> trends(String path, int most) throws LedgerException {
        return read(() -> queries.trends(path, most));
    }

    /**
     * A file as a run delivered it.
     *
     * @param run the run
     * @param file the file, with its hashes
     */
    public record Delivery(RunRow run, FileRow file) {}

    @Override
    public synchronized void close() throws LedgerException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw LedgerFile.fault(e);
        }
    }

    private interface Writing {
        void run() throws SQLException;
    }

    private interface Reading<T> {
        T run() throws SQLException;
    }

    private synchronized void write(Writing writing) throws LedgerException {
        try {
            connection.setAutoCommit(false);
            try {
                writing.run();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw LedgerFile.fault(e);
        }
    }

    private static <T> T read(Reading<T> reading) throws LedgerException {
        try {
            return reading.run();
        } catch (SQLException e) {
            throw LedgerFile.fault(e);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
