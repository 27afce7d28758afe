package dev.schemaregistry.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.PushSetup;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.store.jdbc.RegistryStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, a real store, and everything that can go wrong between them. The clock stands still unless a test moves it. */
class WatcherFaultsTest {
    private static final SourceId SHOP = new SourceId("shop");
    private static final TableRef CUSTOMERS = new TableRef(SHOP, TableName.of("customers"));

    private final HeardChanges heard = new HeardChanges();
    private final List<AutoCloseable> open = new ArrayList<>();
    private PushedPostgres postgres;
    private SchemaRegistry registry;

    @TempDir
    Path folder;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @BeforeEach
    void start() throws Exception {
        postgres = new PushedPostgres();
        registry = registry();
        postgres.register(registry, SHOP);
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        postgres.close();
    }

    /** As another process would open it. */
    private SchemaRegistry registry() {
        SchemaRegistry fresh = SchemaRegistry.initRegistry(
                RegistryStores.open("sqlite:" + folder.resolve("registry.db"), Clock.systemUTC()), Clock.systemUTC());
        open.add(fresh);
        return fresh;
    }

    private Watcher watch(SchemaRegistry of, WatchListener listener, WatchSettings settings) {
        Watcher watcher = new Watcher(of, postgres, settings, listener);
        open.add(watcher);
        watcher.start();
        return watcher;
    }

    private void watch() {
        watch(registry, heard, WatchSettings.DEFAULT);
        await().until(() -> heard.heard("shop push") && heard.heard("shop changed"));
    }

    private boolean knows(String field) {
        return registry.findTableSchema(CUSTOMERS)
                .filter(version -> version.table().findField(field).isPresent())
                .isPresent();
    }

    private int versions() {
        return registry.listVersions(CUSTOMERS).size();
    }

    private void addField(String name) throws Exception {
        postgres.database().execute("ALTER TABLE customers ADD COLUMN " + name + " text");
    }

    @Test
    void ddlWhileTheListenerIsDeadIsFound() throws Exception {
        watch();
        postgres.network.cut();
        await().until(() -> heard.heard("shop clock"));
        addField("unheard");

        postgres.network.repair();

        await().until(() -> knows("unheard"));
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void ddlInTheMomentInWhichTheListenerIsKilledIsFound() throws Exception {
        watch();
        try (Connection connection = postgres.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                    + postgres.reader() + "'; ALTER TABLE customers ADD COLUMN unheard text");
        }
        await().until(() -> knows("unheard"));
        await().until(() -> heard.count("shop push") == 2);
    }

    @Test
    void aNetworkThatSwallowsEverythingCostsNoChange() throws Exception {
        watch();
        postgres.network.swallow();
        addField("unheard");
        await().until(() -> heard.heard("shop clock"));
        postgres.network.repair();
        await().until(() -> knows("unheard"));
    }

    @Test
    void aThousandChangesInABurstAreFewReadingsAndFewVersions() throws Exception {
        watch();
        int before = postgres.discovered.get();
        try (Connection connection = postgres.database().connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 1_000; i++) {
                statement.execute("ALTER TABLE customers ADD COLUMN made_" + i + " int");
            }
        }
        await().until(() -> knows("made_999"));
        assertThat(registry.getTableSchema(CUSTOMERS).table().fields()).hasSize(1_002);
        assertThat(postgres.discovered.get() - before).isBetween(1, 40);
        assertThat(versions()).isBetween(2, 41);
    }

    @Test
    void aFlappingSourceEndsRightAndFloodsNobody() throws Exception {
        watch();
        long events = registry.lastSequence();
        for (int i = 0; i < 5; i++) {
            long losses = heard.count("shop clock");
            postgres.network.cut();
            await().until(() -> heard.count("shop clock") > losses);
            addField("while_away_" + i);
            postgres.network.repair();
            long returns = losses + 2;
            await().until(() -> heard.count("shop push") >= returns);
        }
        await().until(() -> knows("while_away_4"));
        await().until(() -> heard.count("shop failing") == heard.count("shop recovered"));

        assertThat(registry.changesSince(events, 100)).hasSizeBetween(1, 5);
        assertThat(heard.count("shop clock")).isEqualTo(5);
        assertThat(heard.count("shop failing")).isLessThanOrEqualTo(5);
        assertThat(registry.getTableSchema(CUSTOMERS).table().fields()).hasSize(7);
    }

    @Test
    void aSilentSourceDelaysNobody() throws Exception {
        try (PushedPostgres silent = new PushedPostgres()) {
            silent.network.swallow();
            SourceId dead = new SourceId("a-silent-one");
            silent.register(registry, dead);
            Watcher watcher = new Watcher(
                    registry,
                    source -> source.id().equals(dead) ? silent.open(source) : postgres.open(source),
                    WatchSettings.DEFAULT,
                    heard);
            open.add(watcher);
            watcher.start();
            await().until(() -> heard.heard("shop push") && heard.heard("shop changed"));
            addField("seen");
            await().until(() -> knows("seen"));
            await().until(() -> heard.heard("a-silent-one failing") && heard.heard("a-silent-one clock"));
            addField("seen_too");
            await().until(() -> knows("seen_too"));
            watcher.close();
        }
    }

    @Test
    void withoutTheTriggersTheClockGoesOnAndAnInstallationIsNoticed() throws Exception {
        AtomicLong ticks = new AtomicLong(System.nanoTime());
        Watcher watcher = new Watcher(
                registry,
                postgres,
                new IntrospectionService(registry, postgres),
                WatchSettings.DEFAULT,
                heard,
                ticks::get,
                Optional.empty());
        open.add(watcher);
        watcher.start();
        await().until(() -> heard.heard("shop push") && heard.heard("shop changed"));

        try (SourceConnector administrator = postgres.administrator()) {
            PushSetup setup = administrator.pushSetup().orElseThrow();
            setup.remove();
            await().until(() -> heard.heard("shop clock"));
            assertThat(heard.modes.get(heard.modes.size() - 1).withoutPush().orElse(""))
                    .contains("schema-registry watch install shop");

            addField("unheard");
            await().until(() -> {
                ticks.addAndGet(Duration.ofHours(1).toNanos());
                watcher.refresh();
                return knows("unheard");
            });

            setup.install();
            await().until(() -> heard.count("shop push") == 2);
        }
        addField("heard");
        await().until(() -> {
            ticks.addAndGet(Duration.ofSeconds(1).toNanos());
            watcher.refresh();
            return knows("heard");
        });
    }

    @Test
    void whatWasRolledBackIsNoVersionAndWhatAnotherRoleDidIsOne() throws Exception {
        watch();
        postgres.database()
                .execute("CREATE ROLE " + postgres.reader() + "_owner LOGIN; ALTER TABLE customers OWNER TO "
                        + postgres.reader() + "_owner; GRANT USAGE, CREATE ON SCHEMA public TO " + postgres.reader()
                        + "_owner");
        try {
            postgres.database().execute("BEGIN; ALTER TABLE customers ADD COLUMN never int; ROLLBACK");
            try (Connection connection = postgres.database().connect(postgres.reader() + "_owner");
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE customers ADD COLUMN theirs int");
            }
            await().until(() -> knows("theirs"));
            assertThat(registry.listVersions(CUSTOMERS))
                    .hasSize(2)
                    .noneSatisfy(version ->
                            assertThat(version.table().findField("never")).isPresent());
        } finally {
            postgres.database()
                    .execute("REASSIGN OWNED BY " + postgres.reader() + "_owner TO postgres; DROP OWNED BY "
                            + postgres.reader() + "_owner; DROP ROLE " + postgres.reader() + "_owner");
        }
    }

    @Test
    void twoWatchersOfOneRegistryMakeNoVersionTwice() throws Exception {
        watch();
        HeardChanges other = new HeardChanges();
        watch(registry(), other, WatchSettings.DEFAULT.withOnly(Set.of(SHOP)));
        await().until(() -> other.heard("shop push"));
        for (int i = 0; i < 10; i++) {
            addField("added_" + i);
            int now = i;
            await().until(() -> knows("added_" + now));
        }
        // Both have looked after the last change: what one of them has yet to say would be said by then.
        await().until(() -> heard.changes.size() + other.changes.size() == 11);
        assertThat(versions()).isEqualTo(11);
        assertThat(heard.lines).doesNotContain("shop failing");
        assertThat(other.lines).doesNotContain("shop failing");
    }
}
