package dev.schemaregistry.connector.postgres;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.spi.BoundedDryRunner;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.PushSetup;
import dev.schemaregistry.spi.ReadRunner;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.ValueProfiler;
import dev.schemaregistry.spi.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database of a PostgreSQL server. Keeps a connection between calls, and takes a new one when that was lost meanwhile.
 */
final class PostgresConnector implements SourceConnector {
    private static final CatalogQuery FINGERPRINT = CatalogQuery.of("fingerprint.sql");
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnector.class);
    private static final int ATTEMPTS = 3;
    private static final String ALGORITHM = "postgres-catalog2";

    /** What the server prints depends on these; a fixed value makes two readings equal, whatever role and machine. */
    private static final String SAME_EVERYWHERE =
            "SET LOCAL search_path = ''; SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, MDY';"
                    + " SET LOCAL intervalstyle = 'postgres'; SET LOCAL quote_all_identifiers = off; SET LOCAL jit = off;";

    /** What is done inside of one read-only transaction. */
    private interface Reading<T> {
        T of(Connection connection) throws SQLException;
    }

    private final SourceId id;
    private final PostgresConnections connections;
    private final PostgresDryRunner dryRunner;
    private final DryRunner boundedDryRunner;
    private final PostgresReadRunner readRunner;
    private final AtomicReference<@Nullable Connection> kept = new AtomicReference<>();
    private final Queue<PostgresWatch> watches = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    PostgresConnector(SourceId id, PostgresConnections connections) {
        this.id = requireNonNull(id, "id");
        this.connections = requireNonNull(connections, "connections");
        dryRunner = new PostgresDryRunner(id, connections);
        boundedDryRunner = new BoundedDryRunner(dryRunner);
        readRunner = new PostgresReadRunner(id, connections);
    }

    @Override
    public Snapshot discover() {
        Namespaces namespaces = new Namespaces(connections.settings().defaultNamespace());
        return read("reading the schema", connection -> new SnapshotReader(connection, namespaces).read());
    }

    @Override
    public Fingerprint fingerprint() {
        return read("reading the fingerprint", connection -> {
            List<String> values = new ArrayList<>();
            FINGERPRINT.forEach(connection, row -> values.add(row.text("md5")));
            return new Fingerprint(ALGORITHM, values.get(0));
        });
    }

    /** The mark holds, for every table, whether it may be read. */
    @Override
    public boolean marksGaps() {
        return true;
    }

    @Override
    public Optional<DryRunner> dryRunner() {
        return Optional.of(boundedDryRunner);
    }

    @Override
    public Optional<ReadRunner> readRunner() {
        return Optional.of(readRunner);
    }

    @Override
    public Optional<ValueProfiler> valueProfiler() {
        return Optional.of(this::profile);
    }

    private List<ValueCounts> profile(Table table, List<String> fields, ProfileLimits limits) {
        PostgresSettings settings = connections.settings();
        Namespaces namespaces = new Namespaces(settings.defaultNamespace());
        long timeout = Math.min(
                settings.statementTimeout().toMillis(), limits.timeout().toMillis());
        return read(
                "looking at values",
                connection -> new ValueReader(connection, namespaces, limits).read(table, fields, timeout));
    }

    @Override
    public Optional<Watch> watch(ChangeListener listener) {
        PostgresWatch watch = PostgresWatch.start(id, connections, listener, PushPace.DEFAULT);
        watches.add(watch);
        if (closed) {
            watch.close();
        }
        return Optional.of(watch);
    }

    @Override
    public Optional<PushSetup> pushSetup() {
        return Optional.of(new PostgresPushSetup(id, connections));
    }

    @Override
    public void close() {
        closed = true;
        watches.forEach(PostgresWatch::close);
        dryRunner.close();
        drop();
    }

    private <T> T read(String what, Reading<T> reading) {
        String doing =
                what + " of source \"" + id + "\" at " + connections.settings().place();
        for (int attempt = 1; ; attempt++) {
            if (closed) {
                throw new SourceException(
                        ErrorCode.SOURCE_FAILED, doing + " failed: the connector is closed; open a new one");
            }
            boolean reused = kept.get() != null;
            try {
                return inTransaction(reading);
            } catch (SQLException e) {
                drop();
                boolean worthAnother =
                        (reused && PostgresFailures.isLostConnection(e)) || PostgresFailures.isConcurrentChange(e);
                if (closed || attempt == ATTEMPTS || !worthAnother) {
                    throw PostgresFailures.of(doing, e);
                }
            } catch (RuntimeException | Error e) {
                drop(); // what was left half done on it is unknown
                throw e;
            }
        }
    }

    private <T> T inTransaction(Reading<T> reading) throws SQLException {
        Connection connection = connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;"
                    + limits(connections.settings()) + SAME_EVERYWHERE);
        }
        T result = reading.of(connection);
        connection.rollback();
        return result;
    }

    private static String limits(PostgresSettings settings) {
        long statement = settings.statementTimeout().toMillis();
        return " SET LOCAL statement_timeout = " + statement + "; SET LOCAL lock_timeout = "
                + settings.lockTimeout().toMillis() + "; SET LOCAL idle_in_transaction_session_timeout = " + statement
                + ';';
    }

    private Connection connection() throws SQLException {
        @Nullable Connection open = kept.get();
        if (open != null) {
            return open;
        }
        Connection fresh = connections.open();
        kept.set(fresh);
        if (closed) {
            drop();
        }
        return fresh;
    }

    private void drop() {
        @Nullable Connection connection = kept.getAndSet(null);
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("source {}: a connection did not close cleanly", id, e);
        }
    }
}
