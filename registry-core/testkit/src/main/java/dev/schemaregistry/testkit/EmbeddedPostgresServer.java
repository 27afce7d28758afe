package dev.schemaregistry.testkit;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL server for tests: one per JVM, started on first use and stopped when the JVM ends. Tests share the server and
 * each take a database of their own, so that they can run side by side. Thread-safe.
 */
public final class EmbeddedPostgresServer {
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final String ADMINISTRATOR = "postgres";

    private final EmbeddedPostgres server;
    private final AtomicInteger names = new AtomicInteger();

    private EmbeddedPostgresServer(EmbeddedPostgres server) {
        this.server = requireNonNull(server, "server");
    }

    /** The server of this JVM. */
    public static EmbeddedPostgresServer shared() {
        return Holder.SHARED;
    }

    /** Where the server listens; it asks for no password. */
    public String host() {
        return "localhost";
    }

    public int port() {
        return server.getPort();
    }

    /** A new, empty database. */
    public Database createDatabase() throws SQLException {
        Database database = new Database(host(), port(), newName("db"));
        try (Connection connection = new Database(host(), port(), ADMINISTRATOR).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name());
        }
        return database;
    }

    /** A name that no other test of this JVM uses, for a role or a database: roles belong to the whole server. */
    public String newName(String stem) {
        return stem + '_' + names.incrementAndGet();
    }

    private static EmbeddedPostgresServer start() {
        try {
            return new EmbeddedPostgresServer(
                    EmbeddedPostgres.builder().setPGStartupWait(START_UP).start());
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL server does not start", e);
        }
    }

    /**
     * A database of the server.
     *
     * @param name in need of no quotes
     */
    public record Database(String host, int port, String name) {
        public Database {
            requireNonNull(host, "host");
            requireNonNull(name, "name");
        }

        /** A connection as the superuser, who needs no password. */
        public Connection connect() throws SQLException {
            return connect(ADMINISTRATOR);
        }

        /** A connection as some role, without password. */
        public Connection connect(String user) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", "");
            return DriverManager.getConnection("jdbc:postgresql://" + host + ':' + port + '/' + name, properties);
        }

        /** Runs one or more statements, as the superuser. */
        public void execute(String sql) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /** The address as an operator would register it, for a user and without password. */
        public String uri(String user) {
            return "postgresql://" + user + '@' + host + ':' + port + '/' + name;
        }
    }

    private static final class Holder {
        static final EmbeddedPostgresServer SHARED = start();
    }
}
