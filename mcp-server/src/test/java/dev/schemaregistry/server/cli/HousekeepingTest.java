package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.demo.SampleDatabases;
import dev.schemaregistry.store.jdbc.RegistryStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does from day to day: how sources stand, what is stale, what tests left. */
class HousekeepingTest {
    @TempDir
    Path folder;

    private Shell shell;
    private Path shop;

    @BeforeEach
    void readAShop() {
        shell = new Shell(folder);
        shop = SampleShop.create(folder);
        shell.run("sources", "add", "shop", "sqlite:" + shop);
        shell.run("introspect");
    }

    private void empty(Path file) {
        SampleDatabases.change(
                file, "DROP VIEW IF EXISTS big_orders; DROP TABLE IF EXISTS orders; DROP TABLE IF EXISTS customers");
        assertThat(shell.run("introspect").out()).contains("--accept-empty shop");
    }

    @Test
    void statusTellsHowSourcesStand() throws IOException {
        Shell.Result well = shell.run("status");
        assertThat(well.code()).isZero();
        assertThat(well.out()).contains("shop", "ok", "SQLite", "1.0.0");
        assertThat(shell.run("status", "--check").code()).isZero();

        Files.delete(shop);
        shell.run("introspect");

        Shell.Result gone = shell.run("status", "shop");
        assertThat(gone.code()).isZero();
        assertThat(gone.out()).contains("unreachable").contains("! shop");
        assertThat(shell.run("status", "--check").code()).isOne();
        JsonNode json = shell.run("status", "--json").json();
        assertThat(json.get("healthy").asBoolean()).isFalse();
        JsonNode source = json.at("/sources/0");
        assertThat(source.at("/health/status").asText()).isEqualTo("unreachable");
        assertThat(source.get("ageSeconds").asLong()).isZero();
        assertThat(source.get("staleTables").asInt())
                .isEqualTo(source.get("tables").asInt())
                .isPositive();
    }

    @Test
    void statusOfAnUnknownSourceNamesTheNearest() {
        Shell.Result result = shell.run("status", "shpo");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list shop", "show shop.orders", "status", "sources show shop"})
    void whatIsStaleIsMarked(String command) {
        empty(shop);
        Shell.Result text = shell.run(command.split(" "));
        assertThat(text.out()).contains("suddenly shows no tables").containsPattern("stale|partial");
        assertThat(shell.run((command + " --json").split(" ")).json().toString())
                .contains("suddenly shows no tables");
    }

    @Test
    void whatIsStaleIsMarkedForAgents() {
        empty(shop);
        assertThat(shell.run("summary", "shop.orders").out()).contains("partial");
        assertThat(shell.run("classify", "orders").code()).isZero();
    }

    @Test
    void anEmptySourceIsBelievedOnlyByName() {
        empty(shop);
        Shell.Result unnamed = shell.run("introspect", "--accept-empty");
        assertThat(unnamed.code()).isEqualTo(2);
        assertThat(unnamed.err()).contains("--accept-empty <source>");
        assertThat(shell.run("list", "shop", "--json").json().get("tables")).isNotEmpty();

        assertThat(shell.run("introspect", "--accept-empty", "shop").code()).isZero();

        assertThat(shell.run("list", "shop", "--json").json().get("tables")).isEmpty();
        assertThat(shell.run("status", "--check").code()).isZero();
    }

    @Test
    void whatTestsLeftIsShownFirstAndRemovedOnRequest() {
        for (String id : new String[] {"test_one", "test_two", "latest", "my_test_three"}) {
            shell.run("sources", "add", id, "sqlite:" + shop);
        }
        shell.run("introspect");

        Shell.Result dry = shell.run("cleanup-test");
        assertThat(dry.code()).isZero();
        assertThat(dry.out())
                .contains("would remove test_one", "would remove test_two")
                .doesNotContain("latest", "my_");
        assertThat(shell.run("sources", "show", "test_one").code()).isZero();

        JsonNode applied = shell.run("cleanup-test", "--apply", "--json").json();
        assertThat(applied.get("applied").asBoolean()).isTrue();
        assertThat(applied.get("sources")).hasSize(2);
        assertThat(applied.at("/sources/0/tables").asInt()).isPositive();
        assertThat(shell.run("sources", "show", "test_one").code()).isEqualTo(2);
        assertThat(shell.run("sources", "--json").json().get("sources")).hasSize(3);
        assertThat(shop).exists();
        try (var store = RegistryStores.open(
                shell.registryFolder().resolve("registry.db").toString(), Clock.systemUTC())) {
            assertThat(store.listAudit(10))
                    .extracting(entry -> entry.action() + ' ' + entry.subject())
                    .containsExactly("source.remove test_two", "source.remove test_one");
        }
        assertThat(shell.run("cleanup-test", "--prefix", "").code()).isEqualTo(2);
    }

    @Test
    void allSourcesAreTestedWhenNoneIsNamed() {
        shell.run("sources", "add", "gone", "sqlite:" + folder.resolve("nothing.db"));
        Shell.Result all = shell.run("sources", "test");
        assertThat(all.code()).isOne();
        assertThat(all.out()).contains("✓ shop", "✗ gone");
        JsonNode json = shell.run("sources", "test", "--json").json().get("sources");
        assertThat(json.findValuesAsText("reachable")).containsExactly("false", "true");
        shell.run("sources", "remove", "gone");
        assertThat(shell.run("sources", "test").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "classify orders --source shpo, shop",
        "search orders --source shpo, shop",
        "summary shpo.orders, shop",
        "summary shop.ordrs, orders",
        "changes --since -1, --since"
    })
    void whatDoesNotExistIsRefusedWithTheNearest(String command, String nearest) {
        Shell.Result result = shell.run(command.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(nearest);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoSuccess() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("no space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        java.io.StringWriter err = new java.io.StringWriter();
        Surroundings surroundings = new Surroundings(
                java.io.InputStream.nullInputStream(),
                new PrintWriter(full),
                new PrintWriter(err),
                false,
                Map.of("SCHEMA_REGISTRY_HOME", shell.registryFolder().toString()),
                folder,
                Clock.systemUTC());
        assertThat(Main.run(surroundings, "list")).isEqualTo(74);
        assertThat(err.toString()).contains("could not be written");
    }

    @Test
    void theDemoRefusesAFolderThatNoAddressCanName() {
        Shell.Result result =
                shell.run("demo", "--folder", folder.resolve("what?").toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--folder");
    }
}
