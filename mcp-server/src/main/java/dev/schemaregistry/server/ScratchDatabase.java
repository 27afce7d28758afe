package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A database on a PostgreSQL server that holds what a script makes, for dry runs: made anew for each script, dropped at the end. Its
 * name is made up, so that no other database is touched. For one thread.
 */
final class ScratchDatabase implements AutoCloseable {
    private final String name = "scratch_" + UUID.randomUUID().toString().replace("-", "");
    private final Secret server;
    private final Function<String, SourceConnector> connect;
    private @Nullable String laidOut;
    private @Nullable SourceConnector connector;

    /**
     * @param server the address of the server, for a role that may make databases
     * @param connect opens a database of the server by its name
     */
    ScratchDatabase(Secret server, Function<String, SourceConnector> connect) {
        this.server = requireNonNull(server, "server");
        this.connect = requireNonNull(connect, "connect");
    }

    /**
     * Tries queries at what the script makes, until another script is asked for.
     *
     * @throws SourceException when the server doesn't make it
     */
    DryRunner runnerOn(String script) {
        if (connector == null || !script.equals(laidOut)) {
            close();
            execute("postgres", "CREATE DATABASE " + name + " TEMPLATE template0");
            laidOut = script;
            connector = connect.apply(name);
            if (!script.isBlank()) {
                execute(name, script);
            }
        }
        return requireNonNull(connector).dryRunner().orElseThrow();
    }

    @Override
    public void close() {
        if (connector != null) {
            connector.close();
            connector = null;
            execute("postgres", "DROP DATABASE IF EXISTS " + name);
        }
    }

    private void execute(String database, String statements) {
        URI address = URI.create(server.reveal());
        Properties login = new Properties();
        Optional.ofNullable(address.getUserInfo()).ifPresent(info -> {
            String[] parts = info.split(":", 2);
            login.setProperty("user", parts[0]);
            login.setProperty("password", parts.length > 1 ? parts[1] : "");
        });
        int port = address.getPort() < 0 ? 5432 : address.getPort();
        String url = "jdbc:postgresql://" + host(address) + ':' + port + '/' + database;
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, "laying out a database for dry runs at " + host(address) + " failed", e);
        }
    }

    private static String host(URI address) {
        return Optional.ofNullable(address.getHost())
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.INVALID_URI,
                        "the address of the server for dry runs is malformed; write postgresql://user@host:5432"));
    }
}
