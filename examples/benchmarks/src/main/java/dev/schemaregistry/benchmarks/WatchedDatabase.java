package dev.schemaregistry.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.spi.PushSetup;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A PostgreSQL database that is registered, pushes its changes, and is changed through a connection that stays open. */
final class WatchedDatabase implements AutoCloseable {
    private static final int COLUMNS = 10;
    private static final int LETTERS = 26;

    private final SourceId id;
    private final Services services;
    private final Connection connection;
    private int changes;

    private WatchedDatabase(SourceId id, Services services, Connection connection) {
        this.id = requireNonNull(id, "id");
        this.services = requireNonNull(services, "services");
        this.connection = requireNonNull(connection, "connection");
    }

    static WatchedDatabase make(Services services, SourceId id, int tables) {
        try {
            Database database = EmbeddedPostgresServer.shared().createDatabase();
            Connection connection = database.connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute(ddl(tables));
            }
            services.registry()
                    .upsertDataSource(
                            id,
                            "postgres",
                            database.uri("postgres"),
                            Optional.empty(),
                            Map.of(
                                    "host", database.host(),
                                    "port", Integer.toString(database.port()),
                                    "database", database.name(),
                                    "user", "postgres"));
            try (SourceConnector connector =
                    services.connectors().open(services.registry().getDataSource(id))) {
                connector.pushSetup().ifPresent(PushSetup::install);
            }
            return new WatchedDatabase(id, services, connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("a database to watch can't be made", failed);
        }
    }

    private static String ddl(int tables) {
        String columns = IntStream.range(0, COLUMNS)
                .mapToObj(column -> "c" + column + " text")
                .collect(Collectors.joining(", "));
        return IntStream.range(0, tables)
                .mapToObj(table -> "CREATE TABLE t" + table + " (id int PRIMARY KEY, " + columns + ")")
                .collect(Collectors.joining(";"));
    }

    /** Adds a column to one table; returns its name, a word that is nowhere else. */
    String change() {
        String name = "zq" + letters(changes++) + id.value();
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE t0 ADD COLUMN " + name + " text");
        } catch (SQLException failed) {
            throw new IllegalStateException("the database can't be changed", failed);
        }
        return name;
    }

    /** Five letters, for every number others. */
    private static String letters(int number) {
        StringBuilder word = new StringBuilder();
        for (int left = number, i = 0; i < 5; i++, left /= LETTERS) {
            word.append((char) ('a' + left % LETTERS));
        }
        return word.toString();
    }

    boolean isVisible(String column) {
        return services.registry()
                .findTableSchema(new TableRef(id, TableName.of("t0")))
                .filter(version -> version.table().findField(column).isPresent())
                .isPresent();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException("a connection can't be closed", failed);
        }
    }
}
