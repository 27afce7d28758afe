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

    /** Whether its connector has a {@link dev.schemaregistry.spi.ValueProfiler}; false where no test needs to say otherwise. */
    default boolean canProfile() {
        return false;
    }

    /**
     * Adds a table, or what stands for one, with 40 rows of the text fields {@code region}, {@code contact_email} and {@code label}: 30
     * rows are in {@code north}, 10 in {@code southwest}; every row has an e-mail address and a label of its own. Asked only where
     * {@link #canProfile}.
     */
    default TableName addValues() throws Exception {
        throw new UnsupportedOperationException("no values are looked at here");
    }

    @Override
    void close() throws IOException, SQLException;
}
