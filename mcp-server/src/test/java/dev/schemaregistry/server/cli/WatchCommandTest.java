package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgresServer server = EmbeddedPostgresServer.shared();
    private final String reader = server.newName("cli_watcher");
    private Database database;
    private Shell shell;

    @TempDir
    Path home;

    @BeforeEach
    void register() throws Exception {
        database = server.createDatabase();
        database.execute("CREATE ROLE " + reader + " LOGIN; CREATE TABLE customers (id int)");
        shell = new Shell(home).with("ADMIN_PASSWORD", "not-needed-here");
        assertThat(shell.run("sources", "add", "shop", database.uri(reader)).code())
                .isZero();
    }

    @AfterEach
    void remove() throws Exception {
        new Database(database.host(), database.port(), "postgres")
                .execute("DROP DATABASE " + database.name() + " WITH (FORCE)");
        new Database(database.host(), database.port(), "postgres").execute("DROP ROLE " + reader);
    }

    /** A watch that runs until it is interrupted, as a signal would. */
    private final class Running implements AutoCloseable {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final AtomicInteger code = new AtomicInteger(-1);
        private final Thread thread;

        Running(String... arguments) {
            Surroundings surroundings = new Surroundings(
                    new ByteArrayInputStream(new byte[0]),
                    new PrintWriter(out),
                    new PrintWriter(err),
                    false,
                    Map.of("SCHEMA_REGISTRY_HOME", shell.registryFolder().toString()),
                    home,
                    Clock.systemUTC());
            thread = new Thread(() -> code.set(Main.run(surroundings, arguments)), "watch-command");
            thread.start();
        }

        void awaitLine(String part) {
            await().atMost(PATIENCE).until(() -> out.toString().contains(part));
        }

        void stop() throws InterruptedException {
            thread.interrupt();
            thread.join(PATIENCE.toMillis());
            assertThat(thread.isAlive()).isFalse();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    @Test
    void itSaysHowItWatchesTellsOfAChangeAndEndsWellWhenAsked() throws Exception {
        try (Running watch = new Running("watch", "--interval", "15m")) {
            watch.awaitLine("watched every 15 min because");
            assertThat(watch.out.toString()).contains("schema-registry watch install shop");
            assertThat(shell.run("watch", "install", "shop", "--as", "postgres").code())
                    .isZero();
            watch.awaitLine("watched by push, and every 15 min");

            database.execute("ALTER TABLE customers ADD COLUMN city text");
            watch.awaitLine("+ field city");
            assertThat(shell.run("search", "city").out()).contains("shop.customers");

            watch.stop();
            assertThat(watch.code.get()).isZero();
        }
    }

    @Test
    void asJsonEachLineIsADocument() throws Exception {
        assertThat(shell.run("watch", "install", "shop", "--as", "postgres", "--credential", "env:ADMIN_PASSWORD")
                        .code())
                .isZero();
        try (Running watch = new Running("--json", "watch", "shop")) {
            watch.awaitLine("\"watching\"");
            watch.awaitLine("\"changed\"");
            database.execute("ALTER TABLE customers ADD COLUMN city text");
            watch.awaitLine("field_added");
            watch.stop();
            List<JsonNode> lines = watch.out
                    .toString()
                    .lines()
                    .map(line -> JsonText.findTree(line).orElseThrow(() -> new AssertionError(line)))
                    .toList();
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.path("source").asText()).isEqualTo("shop"))
                    .allSatisfy(line -> assertThat(line.path("at").asText()).startsWith("20"));
            assertThat(lines.stream()
                            .filter(line -> line.path("event").asText().equals("watching"))
                            .findFirst()
                            .orElseThrow()
                            .path("push")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void oneTimeLooksAtEachSourceOnceAndFailsIfOneCouldNotBeRead() throws Exception {
        Shell.Result first = shell.run("watch", "--one-time");
        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("shop", "first reading");

        shell.run("sources", "add", "dead", "postgresql://nobody@127.0.0.1:1/nothing");
        Shell.Result second = shell.run("--json", "watch", "--one-time");
        assertThat(second.code()).isOne();
        Map<String, String> events = second.out()
                .lines()
                .map(line -> JsonText.findTree(line).orElseThrow())
                .collect(Collectors.toMap(
                        line -> line.path("source").asText(),
                        line -> line.path("event").asText()));
        assertThat(events).containsExactlyInAnyOrderEntriesOf(Map.of("shop", "unchanged", "dead", "failing"));
    }

    @Test
    void printingContactsNobodyAndPrintsWhatInstallingRuns() throws Exception {
        shell.run("sources", "add", "dead", "postgresql://nobody@127.0.0.1:1/nothing");
        Shell.Result printed = shell.run("watch", "install", "dead", "--print");
        assertThat(printed.code()).isZero();
        assertThat(printed.out()).contains("CREATE EVENT TRIGGER", "COMMIT;");
        assertThat(triggers()).isZero();

        Shell.Result installed = shell.run("watch", "install", "shop", "--as", "postgres");
        assertThat(installed.out()).isEqualTo(printed.out());
        assertThat(triggers()).isEqualTo(2);

        Shell.Result removed = shell.run("watch", "install", "shop", "--remove", "--as", "postgres");
        assertThat(removed.code()).isZero();
        assertThat(removed.out())
                .isEqualTo(shell.run("watch", "install", "shop", "--remove", "--print")
                        .out());
        assertThat(triggers()).isZero();
    }

    private int triggers() throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_event_trigger")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void withoutThePrivilegeInstallingSaysWhichAndWatchingGoesOnByTheClock() throws Exception {
        Shell.Result refused = shell.run("--json", "watch", "install", "shop");
        assertThat(refused.code()).isOne();
        assertThat(refused.error().path("code").asText()).isEqualTo("SOURCE_DENIED");
        assertThat(refused.error().path("message").asText()).contains("SUPERUSER");
        try (Running watch = new Running("watch")) {
            watch.awaitLine("watched every 60 min because");
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(shell.run("watch", "nowhere").code()).isEqualTo(2);
        assertThat(shell.run("watch", "--interval", "soon").code()).isEqualTo(2);
        assertThat(shell.run("watch", "install", "shop", "--credential", "env:ADMIN_PASSWORD")
                        .code())
                .isEqualTo(2);
        Shell.Result secret = shell.run("watch", "install", "shop", "--as", "postgres", "--credential", "hunter2");
        assertThat(secret.code()).isEqualTo(2);
        assertThat(secret.err()).doesNotContain("hunter2");
        shell.run("sources", "add", "file", "sqlite:" + home.resolve("shop.db"));
        assertThat(shell.run("watch", "install", "file").err()).contains("nothing to install");
    }
}
