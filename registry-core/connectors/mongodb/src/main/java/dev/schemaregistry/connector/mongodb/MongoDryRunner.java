package dev.schemaregistry.connector.mongodb;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.BoundedDryRunner;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import org.jspecify.annotations.Nullable;

/**
 * Lets the server plan a read with {@code explain} and the verbosity {@code queryPlanner}, on a client of its own. Whether one text is
 * one read is decided here too, before anything is sent, whatever callers have checked already.
 */
final class MongoDryRunner implements DryRunner, AutoCloseable {
    private final SourceId id;
    private final MongoConnections connections;
    private @Nullable MongoClient kept;
    private boolean closed;

    MongoDryRunner(SourceId id, MongoConnections connections) {
        this.id = requireNonNull(id, "id");
        this.connections = requireNonNull(connections, "connections");
    }

    @Override
    public DryRunReport dryRun(String query, Limits limits) {
        String doing = "a dry run at source \"" + id + "\" at "
                + connections.settings().place();
        try {
            ReadCommand command = ReadCommand.of(query);
            return new QueryProbe(client(doing), connections.settings(), limits.timeout()).ask(command);
        } catch (RefusedCommand refused) {
            return refused.report();
        } catch (MongoException e) {
            throw MongoFailures.of(doing, e);
        } catch (IllegalStateException e) {
            // The driver's way to say that the client was closed meanwhile.
            throw new SourceException(ErrorCode.SOURCE_FAILED, doing + " failed: the connector is closed", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    private synchronized MongoClient client(String doing) {
        if (closed) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, doing + " failed: the connector is closed; open a new one");
        }
        MongoClient open = kept == null ? connections.open(BoundedDryRunner.AT_ONCE) : kept;
        kept = open;
        return open;
    }
}
