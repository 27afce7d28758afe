package dev.schemaregistry.connector.postgres;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.PushSetup;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The event triggers that send a notification after DDL. Each call takes a connection of its own. */
final class PostgresPushSetup implements PushSetup {
    /** What the notifications are sent on; the scripts and the state query name it too. */
    static final String CHANNEL = "schema_registry_watch";

    /** The content of a notification that tells of the triggers themselves. */
    static final String SETUP = "setup";

    private static final CatalogQuery STATE = CatalogQuery.of("watch-state.sql");
    private static final String INSTALL = CatalogQuery.of("watch-install.sql").sql();
    private static final String REMOVE = CatalogQuery.of("watch-remove.sql").sql();

    private final SourceId id;
    private final PostgresConnections connections;

    PostgresPushSetup(SourceId id, PostgresConnections connections) {
        this.id = requireNonNull(id, "id");
        this.connections = requireNonNull(connections, "connections");
    }

    /** @param listening whether the session that asked has subscribed */
    record State(boolean installed, boolean listening) {
        static State of(Connection connection) throws SQLException {
            State[] found = {new State(false, false)};
            STATE.forEach(connection, row -> found[0] = new State(row.is("installed"), row.is("listening")));
            return found[0];
        }
    }

    @Override
    public String installScript() {
        return INSTALL;
    }

    @Override
    public String removeScript() {
        return REMOVE;
    }

    @Override
    public boolean isInstalled() {
        try (Connection connection = connections.open()) {
            return State.of(connection).installed();
        } catch (SQLException e) {
            throw PostgresFailures.of(doing("looking for the event triggers"), e);
        }
    }

    @Override
    public void install() {
        run("installing the event triggers", INSTALL);
    }

    @Override
    public void remove() {
        run("removing the event triggers", REMOVE);
    }

    private void run(String what, String script) {
        try (Connection connection = connections.openToWrite();
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw PostgresFailures.state(e).equals("42501") ? denied(what, e) : PostgresFailures.of(doing(what), e);
        }
    }

    private SourceException denied(String what, SQLException failure) {
        return new SourceException(
                ErrorCode.SOURCE_DENIED,
                doing(what) + " failed: " + PostgresFailures.sentence(failure)
                        + " (SQLSTATE 42501); event triggers need SUPERUSER, or the role that stands for it at your provider:"
                        + " name such a role for this one call, or let an administrator run the script",
                failure);
    }

    private String doing(String what) {
        return what + " of source \"" + id + "\" at " + connections.settings().place();
    }
}
