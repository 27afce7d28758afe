package dev.schemaregistry.connector.postgres;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.net.CheckedSocketFactory;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens connections that can only read, and for a set-up one that writes. The driver gets host, port, database and properties from a fixed list, never a registered
 * URI; the password is resolved for each connection and kept nowhere. Thread-safe.
 */
final class PostgresConnections {
    /** How much longer than the server's own limit the socket waits, for the server's answer to arrive. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final PostgresSettings settings;
    private final SecretResolver secrets;

    PostgresConnections(PostgresSettings settings, SecretResolver secrets) {
        this.settings = requireNonNull(settings, "settings");
        this.secrets = requireNonNull(secrets, "secrets");
    }

    PostgresSettings settings() {
        return settings;
    }

    /** A new connection with autocommit off, whose every transaction is read-only unless it says otherwise. */
    Connection open() throws SQLException {
        Connection connection = connect(true);
        try {
            connection.setAutoCommit(false);
            waitAtMost(connection, settings.statementTimeout());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** A new connection that may write what its role may, and commits each statement. Only for what an operator asked for by name. */
    Connection openToWrite() throws SQLException {
        Connection connection = connect(false);
        try {
            waitAtMost(connection, settings.statementTimeout());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private Connection connect(boolean readOnly) throws SQLException {
        String url = "jdbc:postgresql://" + settings.place() + '/'
                + URLEncoder.encode(settings.database(), StandardCharsets.UTF_8);
        return requireNonNull(new Driver().connect(url, properties(readOnly)), "connection");
    }

    /** Lets the socket wait for answers of statements that may take {@code limit}. */
    static void waitAtMost(Connection connection, Duration limit) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) limit.plus(GRACE).toMillis());
    }

    private Properties properties(boolean readOnly) {
        int patience = (int) settings.connectTimeout().toSeconds();
        Properties properties = new Properties();
        settings.user().ifPresent(user -> PGProperty.USER.set(properties, user));
        // Without any password the driver would look for one in the home folder of whoever runs this.
        PGProperty.PASSWORD.set(
                properties,
                settings.passwordReference()
                        .map(secrets::resolve)
                        .map(Secret::reveal)
                        .orElse(""));
        settings.sslMode().ifPresent(mode -> PGProperty.SSL_MODE.set(properties, mode));
        settings.channelBinding().ifPresent(binding -> PGProperty.CHANNEL_BINDING.set(properties, binding));
        PGProperty.APPLICATION_NAME.set(properties, settings.applicationName());
        PGProperty.CONNECT_TIMEOUT.set(properties, patience);
        PGProperty.SOCKET_TIMEOUT.set(properties, patience);
        PGProperty.LOGIN_TIMEOUT.set(properties, 2 * patience);
        PGProperty.SOCKET_FACTORY.set(properties, CheckedSocketFactory.class.getName());
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.READ_ONLY.set(properties, readOnly);
        PGProperty.READ_ONLY_MODE.set(properties, "always");
        // Named statements would not survive DISCARD ALL, nor a pooler in between.
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.PREPARED_STATEMENT_CACHE_QUERIES.set(properties, 0);
        PGProperty.DEFAULT_ROW_FETCH_SIZE.set(properties, 2_000);
        return properties;
    }
}
