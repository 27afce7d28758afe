package dev.schemaregistry.testkit;

import dev.schemaregistry.spi.SourceConnector;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** A source, and queries in its language that {@link DryRunnerContract} tries on it. */
public interface DryRunQueries extends AutoCloseable {
    /** A new connector to the source; closed by the caller. */
    SourceConnector open();

    /** A query that the source accepts. */
    String right();

    /** The names of the fields that {@link #right()} returns; none where the source does not tell them. */
    List<String> rightColumns();

    /** A query on a table that is not there. */
    String unknownTable();

    /** A query on a known table and a field that is not there. */
    String unknownField();

    /** Whether {@link #unknownField()} is wrong; false where a table may have any field, so that the source has to accept it. */
    default boolean refusesUnknownFields() {
        return true;
    }

    /** Texts that are not exactly one read: writes, stacked statements, changes of the session, locks. */
    List<String> forbidden();

    /** Schema and data as text, as the administrator sees them: equal while nothing was written. */
    String everything() throws Exception;

    @Override
    void close() throws IOException, SQLException;
}
