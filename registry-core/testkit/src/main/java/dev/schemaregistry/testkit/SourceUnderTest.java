package dev.schemaregistry.testkit;

import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.SourceConnector;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A source that {@link SourceConnectorContract} may change, seen from both sides: through connectors, and as its administrator.
 */
public interface SourceUnderTest extends AutoCloseable {
    /** A new connector to this source; closed by the caller. */
    SourceConnector open();

    /** A connector to a place where nothing is. */
    SourceConnector openDead();

    /** A connector to a place that accepts connections and never answers; empty where nothing can be silent, as with files. */
    Optional<SourceConnector> openSilent() throws Exception;

    /** The table that the other methods change. */
    TableName table();

    /** Adds a field to the table; where {@link #hasFixedFields} says so, changes its comment to hold this text instead. */
    void addField(String name) throws Exception;

    /** Whether every table has the same fields for ever, as channels do, so that only what is said about it can change. */
    default boolean hasFixedFields() {
        return false;
    }

    /** Adds rows of the same shape, enough that the source updates what it keeps about them. */
    void addRows() throws Exception;

    /** Renames the table; returns the new name. */
    TableName renameTable() throws Exception;

    /** Removes the table. */
    void removeTable() throws Exception;

    /** Schema and data as text, as the administrator sees them: equal while nothing was written. */
    String everything() throws Exception;

    /** Whether tables and fields keep an id through a rename. */
    boolean hasStableIds();

    boolean canDryRun();

    boolean canWatch();

    @Override
    void close() throws IOException, SQLException;
}
