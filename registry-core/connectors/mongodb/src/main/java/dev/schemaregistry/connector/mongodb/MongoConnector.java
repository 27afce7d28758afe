package dev.schemaregistry.connector.mongodb;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.BoundedDryRunner;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.spi.ValueProfiler;
import dev.schemaregistry.spi.Watch;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The databases of one MongoDB server or cluster. Keeps a client between calls; the driver looks after its connections. */
final class MongoConnector implements SourceConnector {
    private final SourceId id;
    private final MongoConnections connections;
    private final MongoDryRunner dryRuns;
    private final DryRunner bounded;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private @Nullable MongoClient kept;
    private boolean closed;

    MongoConnector(SourceId id, MongoConnections connections) {
        this.id = requireNonNull(id, "id");
        this.connections = requireNonNull(connections, "connections");
        dryRuns = new MongoDryRunner(id, connections);
        bounded = new BoundedDryRunner(dryRuns);
    }

    @Override
    public Snapshot discover() {
        return discover(TableSelection.ALL);
    }

    @Override
    public Snapshot discover(TableSelection selection) {
        return read("reading the schema", client -> reader(client, selection).read());
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint(TableSelection.ALL);
    }

    @Override
    public Fingerprint fingerprint(TableSelection selection) {
        return read("reading the fingerprint", client -> {
            SnapshotReader reader = reader(client, selection);
            return TableMarks.of(reader.readTables(), reader.gaps());
        });
    }

    @Override
    public Optional<DryRunner> dryRunner() {
        return Optional.of(bounded);
    }

    @Override
    public Optional<ValueProfiler> valueProfiler() {
        return Optional.of((table, fields, limits) -> read(
                "looking at values",
                client -> new ValueReader(client, connections.settings(), limits).read(table, fields)));
    }

    @Override
    public Optional<Watch> watch(ChangeListener listener) {
        MongoWatch watch = new MongoWatch(place(), connections, listener);
        watches.add(watch);
        watch.start();
        return Optional.of(watch);
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        dryRuns.close();
        synchronized (this) {
            closed = true;
            if (kept != null) {
                kept.close();
                kept = null;
            }
        }
    }

    private SnapshotReader reader(MongoClient client, TableSelection selection) {
        return new SnapshotReader(client, connections.settings(), selection);
    }

    private <T> T read(String what, Function<MongoClient, T> reading) {
        String doing = what + " of " + place();
        try {
            return reading.apply(client(doing));
        } catch (MongoException e) {
            throw MongoFailures.of(doing, e);
        } catch (IllegalStateException e) {
            // The driver's way to say that the client was closed meanwhile.
            throw new SourceException(ErrorCode.SOURCE_FAILED, doing + " failed: the connector is closed", e);
        }
    }

    private String place() {
        return "source \"" + id + "\" at " + connections.settings().place();
    }

    private synchronized MongoClient client(String doing) {
        if (closed) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, doing + " failed: the connector is closed; open a new one");
        }
        MongoClient open = kept == null ? connections.open() : kept;
        kept = open;
        return open;
    }
}
