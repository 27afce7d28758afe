package dev.schemaregistry.contract.shadow;

import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded server, started when first needed, with a role that can only read. Thread-safe. */
final class ShadowServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowServer.class);
    private static final Duration START_UP = Duration.ofSeconds(30);
    private static final String OWNER = "postgres";
    private static final String READER = "shadow_reader";

    private final AtomicInteger made = new AtomicInteger();
    private @Nullable EmbeddedPostgres running;
    private boolean closed;

    /**
     * A database of its own for a schema.
     *
     * @throws SourceException when the server does not start
     */
    ShadowDatabase holding(SchemaContext schema) {
        int port = port();
        String name = "shadow_" + made.incrementAndGet();
        try {
            execute(port, OWNER, "CREATE DATABASE " + name + " TEMPLATE template0");
            try (Connection owner = connect(port, name, OWNER)) {
                return ShadowDatabase.layOut(owner, connect(port, name, READER), schema);
            }
        } catch (SQLException e) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED,
                    "the schema of source \"" + schema.source() + "\" could not be laid out at the shadow server",
                    e);
        }
    }

    private synchronized int port() {
        if (closed) {
            throw new IllegalStateException("the shadow server is closed");
        }
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder().setPGStartupWait(START_UP).start();
                execute(
                        running.getPort(),
                        OWNER,
                        "CREATE ROLE " + READER + " LOGIN; ALTER ROLE " + READER
                                + " SET default_transaction_read_only = on; ALTER ROLE " + READER
                                + " SET statement_timeout = '1500ms'");
            } catch (IOException | SQLException e) {
                throw new SourceException(ErrorCode.SOURCE_FAILED, "the shadow server does not start", e);
            }
        }
        return running.getPort();
    }

    private static void execute(int port, String database, String statements) throws SQLException {
        try (Connection connection = connect(port, database, OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static Connection connect(int port, String database, String user) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", "");
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + '/' + database, login);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            try {
                running.close();
            } catch (IOException e) {
                LOG.warn("the shadow server did not stop cleanly: {}", e.getMessage());
            }
            running = null;
        }
    }
}
