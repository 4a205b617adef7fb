package dev.sweepbook.job.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the ledger. */
final class Schema {
    /** Counted up when the tables change. A database with a larger one is left to the version that wrote it. */
    static final int VERSION = 1;

    /** "SWBK": tells our databases from others. */
    static final int APPLICATION = 0x5357424B;

    /** Came later than the others: a ledger without it is given it, and read without it. */
    static final String CHANGES = """
            CREATE TABLE IF NOT EXISTS changes (
              run INTEGER NOT NULL REFERENCES runs (id), path TEXT NOT NULL, changed INTEGER NOT NULL,
              added INTEGER NOT NULL, removed INTEGER NOT NULL, PRIMARY KEY (run, path)) WITHOUT ROWID""";

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE runs (
              id INTEGER PRIMARY KEY AUTOINCREMENT, status TEXT NOT NULL, started TEXT NOT NULL, seconds REAL,
              exit INTEGER, tool TEXT NOT NULL, catalog TEXT NOT NULL, options TEXT NOT NULL,
              files INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0,
              unchanged INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
              scenarios INTEGER NOT NULL DEFAULT 0)""",
            """
            CREATE TABLE files (
              run INTEGER NOT NULL REFERENCES runs (id), path TEXT NOT NULL, status TEXT NOT NULL,
              work TEXT NOT NULL, scenarios INTEGER NOT NULL, misfits INTEGER NOT NULL, unsupported INTEGER NOT NULL,
              problems INTEGER NOT NULL, seconds REAL NOT NULL, message TEXT NOT NULL,
              gate TEXT NOT NULL, gate_met INTEGER NOT NULL, gate_first INTEGER NOT NULL,
              PRIMARY KEY (run, path)) WITHOUT ROWID""",
            "CREATE INDEX files_of_path ON files (path, status, run)",
            """
            CREATE TABLE inputs (
              run INTEGER NOT NULL REFERENCES runs (id), path TEXT NOT NULL, input TEXT NOT NULL,
              sha256 TEXT NOT NULL, PRIMARY KEY (run, path, input)) WITHOUT ROWID""",
            """
            CREATE TABLE outputs (
              run INTEGER NOT NULL REFERENCES runs (id), path TEXT NOT NULL, output TEXT NOT NULL,
              sha256 TEXT NOT NULL, PRIMARY KEY (run, path, output)) WITHOUT ROWID""",
            """
            CREATE TABLE figures (
              run INTEGER NOT NULL REFERENCES runs (id), path TEXT NOT NULL, sweep TEXT NOT NULL,
              formulas TEXT NOT NULL, measure TEXT NOT NULL, value REAL NOT NULL,
              PRIMARY KEY (path, sweep, formulas, measure, run)) WITHOUT ROWID""",
            CHANGES,
            "PRAGMA application_id = " + APPLICATION,
            "PRAGMA user_version = " + VERSION);

    private Schema() {}

    static boolean isEmpty(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    }

    static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }

    /** Gives an older ledger what came later. */
    static void complete(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(CHANGES);
        }
    }

    static boolean hasChanges(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'changes'") > 0;
    }

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate(table);
            }
        }
    }
}
