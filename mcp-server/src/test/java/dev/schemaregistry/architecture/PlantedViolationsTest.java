package dev.schemaregistry.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that has never failed proves nothing: each is run on a house in which it is broken. */
@Tag("architecture")
final class PlantedViolationsTest {
    private static final HouseMap PLANTED = new HouseMap("dev.schemaregistry.architecture.planted");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(PLANTED.root());

    /** Rule by name, and the class that breaks it. */
    private static final Map<String, String> CULPRITS = Map.ofEntries(
            Map.entry("arrows of model point up", "MutableNoun"),
            Map.entry("every class has a room", "Homeless"),
            Map.entry("no cycles between packages", "Left"),
            Map.entry("connectors only report", "PublicConnector"),
            Map.entry("connectors do not know each other", "PublicConnector"),
            Map.entry("formats do not know each other", "Curious"),
            Map.entry("only the wiring names a store", "Wirer"),
            Map.entry("only the wiring names a connector", "Wirer"),
            Map.entry("Lucene stays in classify.index", "Hoarder"),
            Map.entry("the tokenizer stays in summary", "Hoarder"),
            Map.entry("LangChain4j stays in tools.langchain4j", "Hoarder"),
            Map.entry("the web server stays in server.rest", "Hoarder"),
            Map.entry("the servlet interface stays in server.rest, server.mcp", "Hoarder"),
            Map.entry("the MCP SDK stays in server.mcp", "Hoarder"),
            Map.entry("the meters stays in server.metrics", "Hoarder"),
            Map.entry("the reader of access tokens and the rate limiter stays in server.access", "Hoarder"),
            Map.entry("the arithmetic of addresses stays in net", "Hoarder"),
            Map.entry("OpenTelemetry stays in server.trace", "Hoarder"),
            Map.entry("the command line parser stays in server.cli", "Hoarder"),
            Map.entry("the logging back end stays in server.cli, server.config", "Hoarder"),
            Map.entry("pool and migrations stays in store", "Hoarder"),
            Map.entry("the SQLite driver stays in store, connector.sqlite, contract", "Hoarder"),
            Map.entry("the PostgreSQL driver stays in store, connector.postgres, contract", "Hoarder"),
            Map.entry("Slack's client stays in connector.slack", "Hoarder"),
            Map.entry("the WebAssembly runtime stays in contract", "Hoarder"),
            Map.entry("the JSON Schema validator stays in tools, server.config", "Hoarder"),
            Map.entry("the MongoDB driver stays in connector.mongodb", "Hoarder"),
            Map.entry("the BSON reader stays in connector.mongodb, contract.mongo", "Hoarder"),
            Map.entry("the Qdrant client stays in connector.qdrant", "Hoarder"),
            Map.entry("the YAML reader stays in server.config, contract.evaluate", "Hoarder"),
            Map.entry("WordNet's reader stays in thesaurus", "Hoarder"),
            Map.entry("the parser of many dialects stays in contract", "Hoarder"),
            Map.entry(
                    "Jackson stays in json, connector, format, classify.evaluate, contract, tools, server", "Hoarder"),
            Map.entry("nouns know no library", "MutableNoun"),
            Map.entry("nouns do no I/O", "MutableNoun"),
            Map.entry("the console knows nothing of the registry", "Knowing"),
            Map.entry("only the check sees withheld fields", "Peeper"),
            Map.entry("implementations of the SPI are hidden", "PublicConnector"),
            Map.entry("find may find nothing", "Sloppy"),
            Map.entry("get does not", "Sloppy"),
            Map.entry("standard streams belong to the command line", "Sloppy"),
            Map.entry("no bare exceptions", "Sloppy"),
            Map.entry("time comes from a clock", "Sloppy"),
            Map.entry("only the wiring reads the machine's clock", "Wirer"),
            Map.entry("no statics with state", "Sloppy"),
            Map.entry("nouns never change", "MutableNoun"));

    static Stream<String> culprits() {
        return CULPRITS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("culprits")
    void aPlantedViolationIsCaught(String name) {
        assertThat(rules().get(name).evaluate(CLASSES).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(CULPRITS.get(name)));
    }

    @Test
    void noRuleIsWithoutAPlantedViolation() {
        List<String> unproven = rules().keySet().stream()
                .filter(name -> !CULPRITS.containsKey(name))
                .filter(name -> !name.startsWith("arrows of "))
                .toList();
        assertThat(unproven).isEmpty();
    }

    private static Map<String, HouseRule> rules() {
        return HouseRules.of(PLANTED).stream().collect(toMap(HouseRule::name, rule -> rule));
    }
}
