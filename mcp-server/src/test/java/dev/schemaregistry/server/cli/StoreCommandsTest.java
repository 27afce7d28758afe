package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.demo.SampleDatabases;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with a whole registry: keep it, look through it, get it back, move it. */
class StoreCommandsTest {
    @TempDir
    Path folder;

    private Shell shell;
    private Path shop;
    private Path registry;
    private Path backup;

    @BeforeEach
    void readAShop() {
        shell = new Shell(folder);
        shop = SampleShop.create(folder);
        shell.run("sources", "add", "shop", "sqlite:" + shop);
        shell.run("introspect");
        registry = shell.registryFolder().resolve("registry.db");
        backup = folder.resolve("backup.db");
    }

    @Test
    void aBackupIsTakenAndLookedThrough() {
        Shell.Result taken = shell.run("backup", backup.toString());
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(taken.out()).contains("backup taken of " + registry, "✓ sound", backup.toString(), "1 source");

        JsonNode found = shell.run("verify", backup.toString(), "--json").json();
        assertThat(found.get("sound").asBoolean()).isTrue();
        assertThat(found.get("sources").asInt()).isOne();
        assertThat(found.get("versions").asInt()).isPositive();
        assertThat(found.get("findings")).isEmpty();
        assertThat(shell.run("verify").out()).contains("✓ sound", registry.toString());

        Shell.Result again = shell.run("backup", backup.toString(), "--json");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.error().get("message").asText()).contains("there is a file " + backup);
    }

    @Test
    void whatIsNotSoundIsToldWithAnExitCode() throws IOException {
        shell.run("backup", backup.toString());
        SampleDatabases.change(backup, "DELETE FROM events WHERE revision IS NOT NULL");
        Shell.Result found = shell.run("verify", backup.toString());
        assertThat(found.code()).isOne();
        assertThat(found.out()).contains("✗ not sound", "a version has no event: shop.customers");

        Shell.Result refused = shell.run("restore", backup.toString(), "--force");
        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains("not sound").contains("a version has no event");

        Path letter = Files.writeString(folder.resolve("letter.txt"), "dear reader ".repeat(20));
        Shell.Result foreign = shell.run("verify", letter.toString());
        assertThat(foreign.code()).isOne();
        assertThat(foreign.err()).contains("not a SQLite file");
        assertThat(shell.run("verify", folder.resolve("none.db").toString()).code())
                .isEqualTo(2);
    }

    @Test
    void aRegistryComesBackAsItWasAndItsIndexWithIt() throws IOException {
        shell.run("backup", backup.toString());
        SampleDatabases.change(shop, "CREATE TABLE refunds (id INTEGER PRIMARY KEY, reason TEXT)");
        shell.run("introspect");
        assertThat(shell.run("search", "refunds").out()).contains("shop.refunds");

        Shell.Result refused = shell.run("restore", backup.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--force");
        assertThat(shell.run("list", "shop").out()).contains("refunds");

        Shell.Result restored = shell.run("restore", backup.toString(), "--force");
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.out())
                .contains("restored " + registry, "is kept as " + registry + ".replaced-20260301T1200");
        assertThat(shell.run("list", "shop").out()).doesNotContain("refunds");
        // As many events as the index has seen that is gone, about something else.
        SampleDatabases.change(
                shop,
                "DROP TABLE refunds; CREATE TABLE parcels (id INTEGER PRIMARY KEY, weight INTEGER); "
                        + "CREATE TABLE couriers (id INTEGER PRIMARY KEY, name TEXT)");
        shell.run("introspect");
        assertThat(shell.run("search", "refunds").out()).doesNotContain("shop.refunds");
        assertThat(shell.run("search", "parcels").out()).contains("shop.parcels");
    }

    @Test
    void aLostRegistryIsRestoredWithoutForce() throws IOException {
        shell.run("backup", backup.toString());
        try (Stream<Path> files = Files.list(shell.registryFolder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        JsonNode restored = shell.run("restore", backup.toString(), "--json").json();
        assertThat(restored.get("registry").asText()).isEqualTo(registry.toString());
        assertThat(restored.has("aside")).isFalse();
        assertThat(shell.run("list", "shop").out()).contains("orders");
    }

    @Test
    void aRegistryMovesToPostgresAndBack() throws SQLException {
        String server = EmbeddedPostgresServer.shared().createDatabase().uri("postgres");
        String secret = server.replace("postgres@", "postgres:hush@");

        Shell.Result moved = shell.run("migrate-store", registry.toString(), secret);
        assertThat(moved.code()).as(moved.err()).isZero();
        assertThat(moved.out()).contains("copied and compared", "from " + registry, "to   postgresql://localhost");
        assertThat(moved.out() + moved.err()).doesNotContain("hush");
        List<String> shown = List.of("list", "show shop.orders", "versions shop.orders", "classify orders", "changes");
        for (String command : shown) {
            String[] words = command.split(" ");
            assertThat(shell.run(words).out())
                    .as(command)
                    .isEqualTo(shell.run(with(words, "--registry", server)).out());
        }

        Path back = folder.resolve("back.db");
        JsonNode json =
                shell.run("migrate-store", server, back.toString(), "--json").json();
        assertThat(json.at("/rows/data_sources").asInt()).isOne();
        assertThat(json.get("lastSequence").asLong()).isPositive();
        assertThat(json.get("later").asLong()).isZero();
        assertThat(shell.run("verify", back.toString()).code()).isZero();

        Shell.Result refused = shell.run("migrate-store", registry.toString(), server);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("has content already");
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }
}
