package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a store on a server promises. */
class PostgresServerTest {
    private EmbeddedPostgresServer.Database database;

    @BeforeEach
    void create() throws SQLException {
        database = EmbeddedPostgresServer.shared().createDatabase();
    }

    @Test
    void aFailedEventTakesItsVersionWithIt() throws SQLException {
        try (RegistryStore store = open("")) {
            DataSource before = fill(store, SHOP, table("orders"));
            database.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
                    + "$$ BEGIN RAISE EXCEPTION 'no events today'; END $$; "
                    + "CREATE TRIGGER broken BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION refuse()");
            assertRefused(
                    ErrorCode.STORE_FAILED,
                    "no events today",
                    () -> store.commit(commit(before, added(SHOP, table("customers")))));
            assertThat(store.listSources()).containsExactly(before);
            assertThat(store.listTableNames(SHOP)).hasSize(1);
            assertThat(store.lastSequence()).isEqualTo(2);
        }
    }

    @Test
    void aDatabaseMayHoldOtherThings() throws SQLException {
        database.execute("CREATE TABLE invoices (id INT)");
        try (RegistryStore store = open("")) {
            fill(store, SHOP, table("orders"));
        }
        try (RegistryStore again = open("")) {
            assertThat(again.listTableNames(SHOP)).hasSize(1);
        }
    }

    @Test
    void tablesOfOurNamesThatAreNotOursAreLeftAlone() throws SQLException {
        database.execute("CREATE TABLE events (id INT)");
        assertRefused(ErrorCode.STORE_FOREIGN, "[events]", () -> open(""));
        database.execute("CREATE SCHEMA registry");
        try (RegistryStore store = open("?currentSchema=registry")) {
            fill(store, SHOP, table("orders"));
        }
        database.execute("SELECT 1 FROM registry.data_sources");
    }

    @Test
    void aNewerRegistryIsRefused() throws SQLException {
        open("").close();
        database.execute("UPDATE registry_meta SET value = '9' WHERE name = 'schema_version'");
        assertRefused(ErrorCode.STORE_NEWER, "version 9", () -> open(""));
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() {
        assertRefused(
                ErrorCode.STORE_UNREACHABLE,
                "cannot be reached",
                () -> RegistryStores.open("postgresql://u:hush@localhost:1/x", Clock.systemUTC()));
        assertRefused(
                ErrorCode.STORE_UNREACHABLE,
                "no such database",
                () -> RegistryStores.open(
                        "postgresql://postgres:hush@localhost:" + database.port() + "/nowhere", Clock.systemUTC()));
        assertRefused(
                ErrorCode.STORE_UNREACHABLE,
                "cannot be reached",
                () -> RegistryStores.open("postgresql://u:hush@no-such-host.invalid/x", Clock.systemUTC()));
    }

    @Test
    void severalNodesMayMakeTheTablesAtOnce() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> node = () -> {
                open("").close();
                return null;
            };
            for (Future<Void> done : nodes.invokeAll(List.of(node, node, node, node))) {
                done.get();
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    /** As on servers that speak the protocol and have no such function. */
    @Test
    void aServerWithoutAdvisoryLocksGetsItsTablesAllTheSame() throws SQLException {
        String role = EmbeddedPostgresServer.shared().newName("plain");
        database.execute("CREATE ROLE " + role + " LOGIN; GRANT ALL ON SCHEMA public TO " + role
                + "; REVOKE EXECUTE ON FUNCTION pg_advisory_lock(bigint) FROM PUBLIC");
        try (RegistryStore store = RegistryStores.open(database.uri(role), Clock.systemUTC())) {
            fill(store, SHOP, table("orders"));
            assertThat(store.listTableNames(SHOP)).hasSize(1);
        }
    }

    @Test
    void whatOneNodeWritesWakesAnother() throws SQLException {
        AtomicInteger hints = new AtomicInteger();
        try (RegistryStore writer = open("");
                RegistryStore reader = open("")) {
            Watch watch = reader.watchEvents(hints::incrementAndGet);
            await().until(() -> hints.get() == 1);
            fill(writer, SHOP, table("orders"));
            await().until(() -> hints.get() > 1);
            watch.close();
        }
    }

    /** One writer is held up after it took its place in the log; what another writes meanwhile must not be seen before. */
    @Test
    void aLaterPlaceIsNeverSeenBeforeAnEarlierOne() throws Exception {
        SourceId slow = new SourceId("slow");
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try (RegistryStore store = open("");
                Connection gate = database.connect();
                Statement statement = gate.createStatement()) {
            DataSource slowSource = fill(store, slow, table("a"));
            DataSource fastSource = fill(store, SHOP, table("a"));
            long before = store.lastSequence();
            database.execute("CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS "
                    + "$$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NEW; END $$; "
                    + "CREATE TRIGGER gate BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.source_id = 'slow') "
                    + "EXECUTE FUNCTION hold_up()");
            statement.execute("SELECT pg_advisory_lock(1)");
            Future<?> first = writers.submit(() -> store.commit(commit(slowSource, added(slow, table("b")))));
            await().until(() -> waiting() == 1);
            Future<?> second = writers.submit(() -> store.commit(commit(fastSource, added(SHOP, table("b")))));
            await().until(() -> second.isDone() || waiting() == 2);
            assertThat(store.events(before, 10)).isEmpty();

            statement.execute("SELECT pg_advisory_unlock(1)");
            first.get();
            second.get();
            assertThat(store.events(before, 10))
                    .extracting(event -> ((TableChanged) event).ref().source())
                    .containsExactly(slow, SHOP);
        } finally {
            writers.shutdownNow();
        }
    }

    /** How many sessions of this database wait for a lock. */
    private int waiting() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity "
                        + "WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private RegistryStore open(String query) {
        return RegistryStores.open(database.uri("postgres") + query, Clock.systemUTC());
    }

    private static void assertRefused(ErrorCode code, String reason, ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(reason)
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("hush");
                });
    }
}
