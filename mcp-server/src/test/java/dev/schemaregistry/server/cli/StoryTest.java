package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.server.SampleShop;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does in the first minutes, command by command. */
class StoryTest {
    @TempDir
    Path folder;

    private Shell shell;
    private Path shop;

    @BeforeEach
    void readAShop() {
        shell = new Shell(folder);
        shop = SampleShop.create(folder);
        assertThat(shell.run("init").code()).isZero();
        assertThat(shell.run("sources", "add", "shop", "sqlite:" + shop, "--description", "Web shop")
                        .code())
                .isZero();
        assertThat(shell.run("introspect").code()).isZero();
    }

    @Test
    void theSourceIsListed() {
        assertThat(shell.run("list").out()).isEqualTo("""
                        SOURCE  TYPE    TABLES  VERSION  STATUS  SEEN      DESCRIPTION
                        shop    sqlite  3       1.0.0    ok      0 ms ago  Web shop
                        """);
    }

    @Test
    void itsTablesAreListed() {
        assertThat(shell.run("list", "shop").out())
                .contains("TABLE", "big_orders  view", "customers   table  4", "orders      table  4");
    }

    @Test
    void aTableIsShownInFull() {
        assertThat(shell.run("show", "shop.Orders").out())
                .contains(
                        "shop.orders  table, version 1.0.0, revision 1",
                        "customer_id  int64 not null",
                        "→ customers",
                        "REFERENCES",
                        "(customer_id) → customers (id)",
                        "CHECKS",
                        "total >= 0",
                        "orders_by_customer btree (customer_id)");
    }

    @Test
    void anUnchangedSourceMakesNoVersion() {
        Shell.Result again = shell.run("introspect");

        assertThat(again.out()).contains("shop  not moved");
        assertThat(shell.run("versions", "shop.orders", "--json")
                        .json()
                        .path("total")
                        .asInt())
                .isOne();
    }

    @Test
    void aChangeBecomesAVersionWithItsDifference() {
        SampleShop.execute(shop, "ALTER TABLE customers ADD COLUMN loyalty_tier TEXT", "DROP VIEW big_orders");

        Shell.Result read = shell.run("introspect", "shop");

        assertThat(read.out())
                .contains(
                        "version 2.0.0  MAJOR",
                        "customers 1.1.0  MINOR",
                        "+ field loyalty_tier: string",
                        "- view is gone");
        assertThat(shell.run("diff", "shop.customers", "1.0.0").out()).isEqualTo("""
                        shop.customers  1.0.0 → 1.1.0  MINOR
                          + field loyalty_tier: string
                        """);
        assertThat(shell.run("compatibility", "shop.customers", "1.0.0", "--mode", "full")
                        .code())
                .isZero();
        Shell.Result back = shell.run("compatibility", "shop.customers", "1.1.0", "1.0.0");
        assertThat(back.code()).isOne();
        assertThat(back.out()).isEqualTo("""
                        breaks readers shop.customers  1.1.0 → 1.0.0  FORWARD
                          1.1.0  forward  - field loyalty_tier: string
                        """);
        assertThat(shell.run("versions", "shop.big_orders").out()).contains("1.0.0", "2.0.0", "- view is gone");
        assertThat(shell.run("show", "shop.customers", "--at", "1.0.0").out()).doesNotContain("loyalty_tier");
    }

    @Test
    void everyChangeIsInTheLog() {
        Shell.Result all = shell.run("changes", "--since", "0", "--limit", "2", "--json");

        assertThat(all.json().path("events")).hasSize(2);
        assertThat(all.json().path("events").get(0).path("kind").asText()).isEqualTo("registered");
        assertThat(all.json().path("next").asLong()).isPositive();
        assertThat(shell.run("changes").out()).contains("shop source registered", "shop.orders 1.0.0  MINOR");
    }

    @Test
    void wordsAreFound() {
        assertThat(shell.run("search", "email").out()).contains("shop.customers.email", "field");
        assertThat(shell.run("search", "zebra").code()).isZero();
    }

    @Test
    void aQuestionIsRouted() {
        Shell.Result answer = shell.run("classify", "which customers placed the largest orders?");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("answered", "shop.customers", "shop.orders", "foreign key");
        assertThat(shell.run("classify", "what is the air speed of a swallow?").out())
                .contains("nothing fits");
    }

    @Test
    void aSummaryFitsItsBudget() {
        Shell.Result summary = shell.run("summary", "orders of customers", "--max-tokens", "200", "--json");

        assertThat(summary.code()).isZero();
        assertThat(summary.out()).contains("shop.customers");
        assertThat(shell.run("summary", "shop.orders").out()).contains("customer_id");
    }

    @Test
    void aWrongQueryIsCaughtWithTheNearestName() {
        Shell.Result report = shell.run("validate", "shop", "SELECT nmae FROM customers");

        assertThat(report.code()).isOne();
        assertThat(report.out())
                .contains("rejected", "1:8", "nearest: name", "SELECT nmae FROM customers", "       ^^^^", "try:");
        assertThat(shell.run("validate", "shop", "SELECT nmae FROM customers", "--fix")
                        .out())
                .isEqualTo("SELECT name FROM customers\n");
    }

    @Test
    void aQueryComesFromAFileOrStandardInput() throws Exception {
        Path file = Files.writeString(folder.resolve("query.sql"), "SELECT name\nFROM customers");

        assertThat(shell.run("validate", "shop", "@" + file).code()).isZero();
        assertThat(shell.runWithInput("SELECT nam FROM customers", "validate", "shop", "-")
                        .code())
                .isOne();
        assertThat(shell.run("validate", "shop", "@nowhere.sql").code()).isEqualTo(2);
        assertThat(shell.runWithInput(" \n", "validate", "shop", "-").err()).contains("the query is empty");
    }

    @Test
    void aPlanIsCheckedStepByStep() throws Exception {
        String plan = """
                [{"id": "a", "source": "shop", "query": "SELECT id, name FROM customers"},
                 {"id": "b", "source": "shop", "query": "SELECT name FROM customers WHERE id = {{id}}",
                  "inputs": [{"from": "a", "field": "id"}]}]
                """;
        Path file = Files.writeString(folder.resolve("plan.json"), plan);
        Shell.Result good = shell.run("validate-plan", file.toString());
        Shell.Result bad =
                shell.runWithInput(plan.replace("\"field\": \"id\"", "\"field\": \"idd\""), "validate-plan", "-");

        assertThat(good.out()).contains("accepted", "a  shop: id, name");
        assertThat(good.code()).isZero();
        assertThat(shell.run("validate-plan", file.toString(), "--json").json().get("steps"))
                .hasSize(2);
        assertThat(bad.out()).contains("42703", "nearest: id");
        assertThat(bad.code()).isOne();
    }

    @Test
    void aGoodQueryIsPlannedByItsSource() {
        Shell.Result good = shell.run("dry-run", "shop", "SELECT name FROM customers WHERE id = 1");
        Shell.Result bad = shell.run("dry-run", "shop", "DELETE FROM customers");

        assertThat(good.code()).isZero();
        assertThat(good.out()).contains("ACCEPTED");
        assertThat(bad.code()).isOne();
        assertThat(bad.out()).contains("NOT_RUN");
    }

    @Test
    void aBusinessWordLeadsToItsTables() throws Exception {
        assertThat(shell.run("ontology", "add", "Client", "--synonym", "buyer", "--table", "shop.Customers")
                        .code())
                .isZero();
        assertThat(shell.run("ontology", "list").out()).contains("Client", "buyer", "shop.customers");
        assertThat(shell.run("classify", "buyer").out()).contains("shop.customers");

        String printed = shell.run("ontology", "list", "--json").out();
        assertThat(shell.run("ontology", "remove", "Client").code()).isZero();
        Path file = Files.writeString(folder.resolve("words.json"), printed);
        assertThat(shell.run("ontology", "import", file.toString()).out()).contains("1 entities");
        assertThat(shell.run("ontology", "remove", "Nobody").code()).isEqualTo(2);
    }

    @Test
    void aDoctorFindsNothingAndThenSomething() throws Exception {
        assertThat(shell.run("doctor", "--sources").code()).isZero();

        Files.delete(shop);

        Shell.Result sick = shell.run("doctor", "--sources", "--json");
        assertThat(sick.code()).isOne();
        assertThat(sick.json().path("healthy").asBoolean()).isFalse();
    }

    @Test
    void aSourceThatIsGoneKeepsWhatIsKnown() throws Exception {
        Files.delete(shop);

        Shell.Result read = shell.run("introspect", "--json");

        assertThat(read.code()).isOne();
        assertThat(read.json().at("/sources/0/outcome").asText()).isEqualTo("failed");
        assertThat(read.json().at("/sources/0/error/code").asText()).startsWith("SOURCE_");
        assertThat(shell.run("list", "--json")
                        .json()
                        .at("/sources/0/health/status")
                        .asText())
                .isEqualTo("unreachable");
        assertThat(shell.run("list", "shop").out()).contains("customers");
        assertThat(shell.run("sources", "test", "shop").code()).isOne();
    }

    @Test
    void aRemovedSourceIsGone() {
        assertThat(shell.run("sources", "remove", "shop").out()).contains("removed shop  with 3 tables");
        assertThat(shell.run("show", "shop.orders").err()).contains("no source \"shop\"");
    }

    @Test
    void whatWasConfirmedIsRememberedAndCanBeForgotten() throws Exception {
        assertThat(shell.run("classify", "which punters moved?").out()).doesNotContain("shop.customers");
        Shell.Result said = shell.run("feedback", "confirm", "list our punters", "--table", "shop.Customers", "--json");
        String id = said.json().path("id").asText();

        assertThat(said.code()).isZero();
        assertThat(shell.run("classify", "which punters moved?").out()).contains("a question like it was answered");
        assertThat(shell.run("feedback").out()).contains(id, "confirmed", "shop.customers", "list our punters");
        Path file = Files.writeString(
                folder.resolve("said.jsonl"), shell.run("feedback", "export").out());
        assertThat(shell.run("feedback", "forget", id).code()).isZero();
        assertThat(shell.run("classify", "which punters moved?").out()).doesNotContain("shop.customers");
        assertThat(shell.run("feedback", "import", file.toString()).out()).contains("imported 1 feedbacks");
        assertThat(shell.run("feedback", "reject", "list our punters", "--source", "shop")
                        .code())
                .isZero();
        assertThat(shell.run("feedback", "list", "--json").json().path("total").asInt())
                .isEqualTo(2);
        assertThat(shell.run("feedback", "forget", "0").code()).isEqualTo(2);
        assertThat(shell.run("feedback", "confirm", "list our punters", "--table", "shop.Custmers")
                        .err())
                .contains("nearest: \"customers\"");
    }
}
