package dev.schemaregistry.contract.shadow;

import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database without rows that has a stored schema. Plans and describes queries, runs none. Thread-safe: one at a time. */
final class ShadowDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowDatabase.class);
    private static final String EXPLAIN = "EXPLAIN ";

    private final Connection reader;
    private final Set<TableName> missing;

    private ShadowDatabase(Connection reader, Set<TableName> missing) {
        this.reader = reader;
        this.missing = missing;
    }

    /** @param owner makes the tables; stays open */
    static ShadowDatabase layOut(Connection owner, Connection reader, SchemaContext schema) throws SQLException {
        Set<TableName> missing = new ShadowLayout(owner, schema).layOut();
        reader.setAutoCommit(false);
        return new ShadowDatabase(reader, missing);
    }

    /**
     * What the server has against a query.
     *
     * @param code SQLSTATE
     * @param start first character of the place, counted from 0
     */
    record Refusal(String code, String message, OptionalInt start) {}

    /** Whether all these tables could be laid out. */
    boolean holdsAll(Collection<TableName> tables) {
        return tables.stream().noneMatch(missing::contains);
    }

    /** Plans a query that is known to be a pure read. */
    synchronized Optional<Refusal> plan(String query) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(EXPLAIN + query);
            return Optional.empty();
        } catch (PSQLException refused) {
            return Optional.of(refusal(refused, EXPLAIN.length()));
        } finally {
            reader.rollback();
        }
    }

    /** Parses and describes a query, which runs and plans nothing. */
    synchronized Optional<Refusal> describe(String query) throws SQLException {
        try (PreparedStatement statement = reader.prepareStatement(query.replace("?", "??"))) {
            return statement.getMetaData() == null
                    ? Optional.of(new Refusal("42601", "it returns no rows", OptionalInt.empty()))
                    : Optional.empty();
        } catch (PSQLException refused) {
            return Optional.of(refusal(refused, 0));
        } finally {
            reader.rollback();
        }
    }

    private static Refusal refusal(PSQLException refused, int before) throws SQLException {
        ServerErrorMessage server = refused.getServerErrorMessage();
        if (server == null) {
            throw refused;
        }
        int start = server.getPosition() - 1 - before;
        return new Refusal(
                Optional.ofNullable(server.getSQLState()).orElse(""),
                Optional.ofNullable(server.getMessage()).orElse("refused"),
                start < 0 ? OptionalInt.empty() : OptionalInt.of(start));
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (SQLException e) {
            LOG.debug("a connection to the shadow server did not close", e);
        }
    }
}
