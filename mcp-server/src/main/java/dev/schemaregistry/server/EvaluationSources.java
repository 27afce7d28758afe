package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases that labelled queries are checked against, read by the connectors without a registry. Keeps the connectors of a
 * server's databases open for dry runs. For one thread.
 */
public final class EvaluationSources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationSources.class);
    private static final Pattern ADDRESS =
            Pattern.compile("(?<server>[A-Za-z:]+://[^/?#]*)(?:/[^?#]*)?(?<query>\\?.*)?", Pattern.DOTALL);

    private final Connectors connectors;
    private final Optional<Secret> server;
    private final Optional<ScratchDatabase> scratch;
    private final Map<String, Optional<SourceConnector>> open = new HashMap<>();

    /**
     * Passwords are used and not stored.
     *
     * @param server a PostgreSQL address whose database is replaced by that of each query
     * @param scratch a PostgreSQL address for a role that may make databases
     */
    public EvaluationSources(Connectors connectors, Optional<Secret> server, Optional<Secret> scratch) {
        this.connectors = requireNonNull(connectors, "connectors");
        this.server = requireNonNull(server, "server");
        this.scratch = scratch.map(address ->
                new ScratchDatabase(address, name -> connect(new SourceId(name), "postgres", of(address, name))));
    }

    /** What the server's role may read of a database; empty when there is none, or no server was given. */
    public Optional<SchemaContext> readServer(String database) {
        return connector(database).flatMap(connector -> {
            try {
                return Optional.of(context(new SourceId(database), Dialect.POSTGRESQL, connector.discover()));
            } catch (SourceException unreadable) {
                LOG.warn("database {} is left out: {}", database, unreadable.getMessage());
                return Optional.empty();
            }
        });
    }

    /** The schema of a SQLite file. */
    public SchemaContext readFile(Path file) {
        SourceId id = new SourceId("file");
        try (SourceConnector connector = connect(id, "sqlite", Secret.of("sqlite:" + file.toAbsolutePath()))) {
            return context(id, Dialect.SQLITE, connector.discover());
        }
    }

    /** What tries queries at a database of the server. */
    public Optional<DryRunner> findRunner(String database) {
        return connector(database).flatMap(SourceConnector::dryRunner);
    }

    /** What tries queries at tables that a script makes; empty when no server was given where they may be made. */
    public Optional<DryRunner> findRunnerOn(String script) {
        return scratch.map(database -> database.runnerOn(script));
    }

    @Override
    public void close() {
        scratch.ifPresent(ScratchDatabase::close);
        open.values().forEach(each -> each.ifPresent(SourceConnector::close));
        open.clear();
    }

    private Optional<SourceConnector> connector(String database) {
        if (!SourceId.isValid(database)) {
            return Optional.empty();
        }
        return open.computeIfAbsent(
                database, name -> server.map(address -> connect(new SourceId(name), "postgres", of(address, name))));
    }

    private SourceConnector connect(SourceId id, String type, Secret address) {
        Connectors.Located located = connectors.locate(Optional.of(type), address);
        connectors.hold(id, located.address().redactedUri(), located.address().secrets());
        DataSource source = DataSource.registered(
                id,
                located.type(),
                located.address().redactedUri(),
                Optional.empty(),
                located.address().settings(),
                Instant.EPOCH);
        return connectors.open(source);
    }

    private static Secret of(Secret address, String database) {
        Matcher matcher = ADDRESS.matcher(address.reveal());
        if (!matcher.matches()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_URI, "the server's address is malformed; write postgresql://user@host:5432");
        }
        String query = Optional.ofNullable(matcher.group("query")).orElse("");
        return Secret.of(matcher.group("server") + '/' + database + query);
    }

    private static SchemaContext context(SourceId id, Dialect dialect, Snapshot snapshot) {
        SchemaContext context = SchemaContext.of(
                id, dialect, snapshot.engine(), snapshot.defaultNamespace(), snapshot.tables(), Map.of());
        return snapshot.catalog().map(context::withCatalog).orElse(context);
    }
}
