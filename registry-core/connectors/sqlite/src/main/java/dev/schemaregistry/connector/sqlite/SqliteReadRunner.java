package dev.schemaregistry.connector.sqlite;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.spi.ReadRunner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Runs a read on a read-only connection of its own, after SQLite itself agreed that it is one. */
final class SqliteReadRunner implements ReadRunner {
    private final SqliteFile file;

    SqliteReadRunner(SqliteFile file) {
        this.file = requireNonNull(file, "file");
    }

    @Override
    public <T> T run(String query, Limits limits, Reading<T> reading) {
        Optional<String> refused = SqliteDryRunner.refusal(query).map(report -> report.message());
        if (refused.isPresent()) {
            throw notARead(refused.get());
        }
        return file.read("a read", limits.timeout(), connection -> run(connection, query, limits, reading));
    }

    private static <T> T run(Connection connection, String query, Limits limits, Reading<T> reading)
            throws SQLException {
        Optional<String> forbidden = Opcodes.findForbidden(connection, query);
        if (forbidden.isPresent()) {
            throw notARead("its program uses " + forbidden.get());
        }
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setMaxRows(limits.rows());
            try (ResultSet rows = statement.executeQuery()) {
                return reading.of(rows);
            }
        }
    }

    private static SourceException notARead(String reason) {
        return new SourceException(ErrorCode.SOURCE_FAILED, "the query was not run: " + reason);
    }
}
