package dev.schemaregistry.watch;

import dev.schemaregistry.connector.postgres.PostgresConnectorFactory;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.PushSetup;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import dev.schemaregistry.testkit.TcpProxy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A database on a real server that pushes its changes, behind a network that can be broken, with a count of how often it is read. */
final class PushedPostgres implements ConnectorOpener, AutoCloseable {
    private final EmbeddedPostgresServer server = EmbeddedPostgresServer.shared();
    private final Database database;
    private final String reader;
    final TcpProxy network;
    final AtomicInteger discovered = new AtomicInteger();

    PushedPostgres() throws SQLException, IOException {
        database = server.createDatabase();
        reader = server.newName("watcher");
        network = TcpProxy.to(database.host(), database.port());
        database.execute("CREATE ROLE " + reader + " LOGIN");
        database.execute("CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL)");
        try (SourceConnector administrator = open("postgres", database.port())) {
            administrator.pushSetup().ifPresent(PushSetup::install);
        }
    }

    SourceConnector administrator() {
        return open("postgres", database.port());
    }

    Database database() {
        return database;
    }

    String reader() {
        return reader;
    }

    void register(SchemaRegistry registry, SourceId id) {
        registry.upsertDataSource(id, "postgres", database.uri(reader), Optional.empty(), Map.of());
    }

    String ask(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    @Override
    public SourceConnector open(DataSource source) {
        return new Counting(open(reader, network.port()));
    }

    private SourceConnector open(String user, int port) {
        Map<String, String> settings = Map.of(
                "host",
                "localhost",
                "port",
                Integer.toString(port),
                "database",
                database.name(),
                "user",
                user,
                "connect_timeout",
                "2",
                "statement_timeout",
                "5000");
        return new PostgresConnectorFactory().open(new SourceId("shop"), settings, reference -> Secret.of(""));
    }

    @Override
    public void close() throws SQLException, IOException {
        network.close();
        try (Connection connection = new Database(database.host(), database.port(), "postgres").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + database.name() + " WITH (FORCE)");
            statement.execute("DROP ROLE " + reader);
        }
    }

    private final class Counting implements SourceConnector {
        private final SourceConnector real;

        Counting(SourceConnector real) {
            this.real = real;
        }

        @Override
        public Snapshot discover() {
            return discover(TableSelection.ALL);
        }

        @Override
        public Snapshot discover(TableSelection selection) {
            discovered.incrementAndGet();
            return real.discover(selection);
        }

        @Override
        public Fingerprint fingerprint() {
            return real.fingerprint();
        }

        @Override
        public boolean marksGaps() {
            return real.marksGaps();
        }

        @Override
        public Optional<Watch> watch(ChangeListener listener) {
            return real.watch(listener);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
