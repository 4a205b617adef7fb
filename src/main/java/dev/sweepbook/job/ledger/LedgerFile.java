package dev.sweepbook.job.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Opens the database file. One that cannot be used is moved aside, never deleted, and a new one is begun, so that no
 * state of it can stop a run.
 */
final class LedgerFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> COMPANIONS = List.of("-journal", "-wal", "-shm");

    private final Path file;
    private final int busyMilliseconds;
    private final List<String> notes = new ArrayList<>();

    LedgerFile(Path file, int busyMilliseconds) {
        this.file = file;
        this.busyMilliseconds = busyMilliseconds;
    }

    /** What was moved aside and why, each a line. */
    List<String> notes() {
        return notes;
    }

    Connection open(Clock clock) throws LedgerException {
        String unusable = null;
        try {
            Opened opened = tryOpen();
            if (opened.connection != null) {
                return opened.connection;
            }
            unusable = opened.unusable;
        } catch (SQLException e) {
            unusable = unusable(e);
            if (unusable == null) {
                throw fault(e);
            }
        }
        moveAside(String.valueOf(unusable), clock);
        try {
            Opened again = tryOpen();
            if (again.connection != null) {
                return again.connection;
            }
            throw new LedgerException("the new database is " + again.unusable, new IOException(), false);
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private record Opened(
            @Nullable Connection connection, @Nullable String unusable) {}

    private Opened tryOpen() throws SQLException, LedgerException {
        Connection connection = connect(file, false, busyMilliseconds);
        boolean good = false;
        try {
            String unusable = null;
            connection.setAutoCommit(false); // begins with the lock for writing: a database somebody holds shows here
            if (Schema.isEmpty(connection)) {
                Schema.create(connection);
            } else {
                unusable = fault(connection);
                if (unusable == null) {
                    Schema.complete(connection);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            good = unusable == null;
            return new Opened(good ? connection : null, unusable);
        } finally {
            if (!good) {
                connection.close();
            }
        }
    }

    private static @Nullable String fault(Connection connection) throws SQLException {
        if (Schema.number(connection, "PRAGMA application_id") != Schema.APPLICATION) {
            return "not a ledger of Sweepbook";
        } else if (Schema.number(connection, "PRAGMA user_version") > Schema.VERSION) {
            return "of a newer version of Sweepbook";
        } else if (!Schema.text(connection, "PRAGMA quick_check(1)").equals("ok")) {
            return "damaged";
        }
        return null;
    }

    /** SQLite is loaded here and nowhere else: commands that need no ledger do not wait for it. */
    static Connection connect(Path file, boolean readOnly, int busyMilliseconds) throws SQLException, LedgerException {
        SQLiteConfig config;
        try {
            config = new SQLiteConfig();
            config.setBusyTimeout(busyMilliseconds);
            config.setReadOnly(readOnly);
            config.setJournalMode(SQLiteConfig.JournalMode.DELETE); // one file, on network shares too
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setTransactionMode(
                    readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
            return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        } catch (LinkageError e) {
            throw unavailable(e);
        } catch (SQLException e) {
            if (!(e instanceof SQLiteException)) {
                throw unavailable(e);
            }
            throw e;
        }
    }

    private static LedgerException unavailable(Throwable e) {
        Throwable first = e;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return new LedgerException("SQLite cannot be loaded on this system: " + first.getMessage(), e, true);
    }

    /** Why the file is of no use, or null where the disk is at fault. */
    static @Nullable String unusable(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite ? primary(sqlite) : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_SCHEMA, SQLITE_ERROR -> "damaged";
            case SQLITE_BUSY, SQLITE_LOCKED -> "locked by another program";
            default -> null;
        };
    }

    /** Extended codes hold the primary one in their low byte. */
    private static SQLiteErrorCode primary(SQLiteException e) {
        return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xFF);
    }

    static LedgerException fault(SQLException e) {
        return new LedgerException(reason(e), e, false);
    }

    private static String reason(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite ? primary(sqlite) : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code) {
            case SQLITE_FULL -> "no space left on the device";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> "the file cannot be opened for writing";
            case SQLITE_IOERR -> "the disk failed, or has no space left";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds it";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "the file is damaged";
            default -> String.valueOf(e.getMessage());
        };
    }

    private void moveAside(String reason, Clock clock) throws LedgerException {
        Path aside = freeName(clock.instant());
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            for (String companion : COMPANIONS) {
                Path beside = file.resolveSibling(file.getFileName() + companion);
                if (Files.exists(beside)) {
                    Files.move(beside, aside.resolveSibling(aside.getFileName() + companion));
                }
            }
        } catch (IOException e) {
            throw new LedgerException("it is " + reason + " and cannot be moved aside", e, false);
        }
        notes.add("the history is " + reason + ": moved aside to " + aside.getFileName()
                + " and begun anew; every file is run again");
    }

    private Path freeName(Instant now) {
        Path aside = file.resolveSibling(file.getFileName() + ".aside-" + STAMP.format(now));
        for (int i = 2; Files.exists(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + ".aside-" + STAMP.format(now) + "-" + i);
        }
        return aside;
    }
}
