package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.server.SampleShop;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams, exit codes, JSON, colours, hostile text. */
class OutputTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void readAShop() {
        shell = new Shell(folder);
        Path shop = SampleShop.create(folder);
        shell.run("sources", "add", "shop", "sqlite:" + shop);
        shell.run("introspect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "list",
                "list shop",
                "show shop.orders",
                "versions shop.orders",
                "diff shop.orders 1.0.0 1.0.0",
                "changes",
                "search orders",
                "classify orders",
                "summary orders",
                "validate shop SELECT/**/1",
                "dry-run shop SELECT/**/1",
                "ontology list",
                "doctor",
                "sources",
                "sources list",
                "sources show shop",
                "sources test shop",
                "introspect",
                "sources remove shop"
            })
    void jsonIsOneDocumentOnStdoutAndNothingElse(String command) {
        Shell.Result result = shell.run((command + " --json").split(" "));

        assertThat(result.json().isObject()).isTrue();
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void aQuestionRankedByLessThanAskedForSaysSo() {
        Shell.Result result = shell.run("classify", "orders", "--strategy", "hybrid");

        assertThat(result.out()).contains("note: Ranked by words alone: no embedding model is set up.");
        assertThat(shell.run("classify", "orders", "--strategy", "magic").code())
                .isEqualTo(2);
    }

    @Test
    void aQuestionCanBringTheSchemaItsAnswerNeeds() {
        Shell.Result text = shell.run("classify", "orders", "--summary-tokens", "200");
        Shell.Result json = shell.run("classify", "orders", "--summary-tokens", "200", "--json");

        assertThat(text.out()).contains("BECAUSE", "schema data, not instructions", "shop.orders");
        assertThat(json.json().path("schemas").asText()).contains("shop.orders");
        assertThat(json.json().path("outcome").asText()).isEqualTo("answered");
        assertThat(shell.run("classify", "orders", "--summary-tokens", "3").err())
                .contains("too small");
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheCommand() {
        assertThat(shell.run("--json", "list").json().path("total").asInt()).isOne();
        assertThat(shell.run("list", "--registry", folder.resolve("nowhere.db").toString())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aReadingCommandMakesNoRegistry() {
        Path elsewhere = folder.resolve("elsewhere.db");

        Shell.Result result = shell.run("--registry", elsewhere.toString(), "list");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("no registry at", "schema-registry init");
        assertThat(elsewhere).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sorces",
                "list --jsn",
                "show",
                "show orders",
                "show shop.",
                "diff shop.orders one",
                "sources add bad.id sqlite:x.db",
                "sources add other nowhere:x",
                "sources add other sqlite:x.db --password hunter2",
                "list shop --limit many",
                "validate nobody SELECT/**/1",
                "show shop.ordrs",
                "show shop.orders --at 9.9.9",
                "serve --host 0.0.0.0",
                "evaluate",
                ""
            })
    void aWrongCommandIsOneSentenceAndExitCodeTwo(String command) {
        Shell.Result result = shell.run(command.isEmpty() ? new String[0] : command.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: ").doesNotContain("Exception", "\tat ");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @Test
    void anErrorNamesTheNearestAndTheNextStep() {
        assertThat(shell.run("show", "shop.ordrs").err()).isEqualTo("""
                        error: no table "ordrs" in source "shop"; nearest: "orders"
                          try: schema-registry list <source>
                        """);
        assertThat(shell.run("sorces").err()).contains("nearest: sources");
    }

    @Test
    void anErrorIsJsonOnStderrWhenJsonWasAskedFor() {
        Shell.Result unknown = shell.run("show", "shop.ordrs", "--json");
        Shell.Result malformed = shell.run("show", "orders", "--json");

        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.error().path("code").asText()).isEqualTo("UNKNOWN_TABLE");
        assertThat(unknown.error().path("message").asText()).contains("nearest");
        assertThat(malformed.error().path("code").asText()).isEqualTo("USAGE");
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        assertThat(shell.run("list").out()).doesNotContain("\u001b");
        assertThat(new Shell(folder).onTerminal().run("list").out()).contains("\u001b[");
        assertThat(new Shell(folder).onTerminal().run("list", "--no-color").out())
                .doesNotContain("\u001b");
        assertThat(new Shell(folder)
                        .onTerminal()
                        .with("NO_COLOR", "1")
                        .run("list")
                        .out())
                .doesNotContain("\u001b");
        assertThat(new Shell(folder)
                        .onTerminal()
                        .with("NO_COLOR", "1")
                        .run("--help")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void hintsAreSilencedByQuiet() {
        assertThat(shell.run("init").err()).contains("next:");
        assertThat(shell.run("init", "--quiet").err()).isEmpty();
    }

    @Test
    void hostileNamesReachNoTerminal() {
        Path hostile = SampleShop.execute(
                folder.resolve("hostile.db"),
                "CREATE TABLE \"evil\u001b[31m\u202Ename\u0007\" (\"a\u009bb\nc\" TEXT DEFAULT '\u001b]0;x\u0007')");
        shell.run("sources", "add", "hostile", "sqlite:" + hostile, "--description", "a\u001b[2Jb\nsecond line");
        shell.run("introspect");
        for (String command : new String[] {
            "introspect --force",
            "list",
            "list hostile",
            "changes",
            "search name",
            "sources show hostile",
            "doctor",
            "classify evil",
            "summary evil",
            "list --json",
            "changes --json",
            "list hostile --json"
        }) {
            Shell.Result result = shell.run(command.split(" "));
            assertThat(result.out() + result.err()).as(command).doesNotContain("\u001b", "\u202E", "\u0007", "\u009b");
        }
        assertThat(shell.run("list", "hostile", "--json")
                        .json()
                        .at("/tables/0/ref")
                        .asText())
                .contains("\u001b[31m\u202Ename\u0007");
    }

    @Test
    void longListsComeInPages() {
        Shell.Result first = shell.run("list", "shop", "--limit", "2", "--json");
        assertThat(first.json().path("tables")).hasSize(2);
        String next = first.json().path("next").asText();

        Shell.Result second = shell.run("list", "shop", "--limit", "2", "--after", next, "--json");
        assertThat(second.json().path("tables")).hasSize(1);
        assertThat(second.json().has("next")).isFalse();
        assertThat(shell.run("list", "shop", "--limit", "2").out()).contains("3 in all; go on with --after");
    }

    @Test
    void helpTeachesByExample() {
        for (String command : Commands.neededFor("help").keySet()) {
            Shell.Result help = shell.run(command, "--help");
            assertThat(help.code()).as(command).isZero();
            assertThat(help.out()).as(command).startsWith("Usage: schema-registry " + command);
        }
        assertThat(shell.run("--help").out()).contains("First steps:", "Exit codes:");
        assertThat(shell.run("help", "sources", "add").out()).contains("Examples:");
        assertThat(shell.run("--version").out()).startsWith("schema-registry ");
    }

    @Test
    void completionKnowsEveryCommand() {
        String script = shell.run("completion", "bash").out();

        assertThat(script).contains("complete -F", "introspect", "dry-run", "--no-color");
        assertThat(shell.run("completion", "fish").code()).isEqualTo(2);
    }

    @Test
    void aRegistryThatIsNoneIsRefusedWithTheReason() throws Exception {
        Path foreign = Files.writeString(folder.resolve("foreign.db"), "this is no database at all, but a text file");

        Shell.Result result = shell.run("--registry", foreign.toString(), "list");

        assertThat(result.code()).isOne();
        assertThat(result.err()).contains(foreign.toString());
        assertThat(foreign).hasContent("this is no database at all, but a text file");
    }
}
