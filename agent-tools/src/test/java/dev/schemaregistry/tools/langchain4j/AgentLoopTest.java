package dev.schemaregistry.tools.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.AiServices;
import dev.schemaregistry.connector.sqlite.SqliteConnectorFactory;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.TestDesk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A planning agent's whole way to a query it may run, on a real database; only the model is scripted. */
class AgentLoopTest {
    private static final String QUESTION = "total amount of orders by customer country";
    private static final String WRONG =
            "SELECT c.country, SUM(o.total_amuont) AS total FROM orders o JOIN customers c ON c.customer_id = o.customer_id GROUP BY c.country";
    private static final Pattern SUGGESTED = Pattern.compile("suggested query: (.*)");

    interface Analyst {
        String answer(String question);
    }

    @TempDir
    Path folder;

    private final TestDesk desk = new TestDesk();
    private SourceConnector connector;

    @BeforeEach
    void open() throws SQLException {
        Path file = folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, email TEXT NOT NULL, country TEXT)");
            statement.executeUpdate("CREATE TABLE orders (order_id INTEGER PRIMARY KEY, "
                    + "customer_id INTEGER NOT NULL REFERENCES customers (customer_id), total_amount REAL NOT NULL)");
        }
        connector = new SqliteConnectorFactory()
                .open(new SourceId("shop"), Map.of("path", file.toString()), reference -> {
                    throw new AssertionError("no secret is needed for " + reference);
                });
        Snapshot snapshot = connector.discover();
        desk.source("shop", "sqlite", "Online shop", snapshot.tables());
    }

    @AfterEach
    void close() {
        connector.close();
        desk.close();
    }

    @Test
    void classifySummarizeWriteCheckRepairDryRun() {
        ScriptedModel model = script();
        Analyst analyst = AiServices.builder(Analyst.class)
                .chatModel(model)
                .toolProvider(new RegistryToolProvider(tools()))
                .build();
        assertThat(analyst.answer(QUESTION)).isEqualTo("done");
        assertWhatItRead(model);
    }

    @Test
    void theSameWithAnnotatedMethods() {
        ScriptedModel model = script();
        Analyst analyst = AiServices.builder(Analyst.class)
                .chatModel(model)
                .tools(new RegistryToolbox(tools()))
                .build();
        assertThat(analyst.answer(QUESTION)).isEqualTo("done");
        assertWhatItRead(model);
    }

    private RegistryTools tools() {
        return desk.tools(source -> connector.dryRunner());
    }

    private static ScriptedModel script() {
        return new ScriptedModel()
                .calls("classify_question", read -> json(Map.of("question", QUESTION)))
                .calls("schema_summary", read -> json(Map.of("question", QUESTION, "max_tokens", 400)))
                .calls("dry_run_query", read -> json(Map.of("source", "shop", "query", WRONG)))
                .calls("validate_query", read -> json(Map.of("source", "shop", "query", WRONG)))
                .calls("validate_query", read -> json(Map.of("source", "shop", "query", suggested(read))))
                .calls(
                        "dry_run_query",
                        read -> json(Map.of("source", "shop", "query", WRONG.replace("amuont", "amount"))))
                .says("done");
    }

    private static void assertWhatItRead(ScriptedModel model) {
        List<String> read = model.toolResults();
        assertThat(read).hasSize(6);
        assertThat(read.get(0))
                .startsWith("ANSWERED")
                .contains("- shop.customers\n- shop.orders\n", "fresh: shop 1.0.0 ok");
        assertThat(read.get(1))
                .contains("customer_id INTEGER not null -> customers.customer_id", "total_amount REAL not null");
        assertThat(read.get(2)).startsWith("NOT_RUN: contract check REJECT");
        assertThat(read.get(3)).startsWith("REJECT").contains("42703", "total_amuont", "total_amount");
        assertThat(read.get(4)).startsWith("ACCEPT").contains("checked against: customers 1.0.0, orders 1.0.0");
        assertThat(read.get(5))
                .startsWith("ACCEPTED by the source; contract check ACCEPT; not executed")
                .contains("plan:");
    }

    @Test
    void bothBindingsTellTheModelTheSame() {
        RegistryTools tools = tools();
        List<ToolSpecification> provided = new RegistryToolProvider(tools)
                .provideTools(null).aiServiceTools().stream()
                        .map(tool -> tool.toolSpecification())
                        .toList();
        List<ToolSpecification> annotated =
                dev.langchain4j.agent.tool.ToolSpecifications.toolSpecificationsFrom(new RegistryToolbox(tools));
        assertThat(annotated).hasSameSizeAs(provided);
        for (ToolSpecification one : provided) {
            ToolSpecification other = annotated.stream()
                    .filter(candidate -> candidate.name().equals(one.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(other.description()).isEqualTo(one.description());
            assertThat(other.parameters().properties().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            one.parameters().properties().keySet());
            assertThat(other.parameters().required())
                    .containsExactlyInAnyOrderElementsOf(one.parameters().required());
        }
    }

    private static String suggested(String read) {
        Matcher matcher = SUGGESTED.matcher(read);
        assertThat(matcher.find()).as(read).isTrue();
        return matcher.group(1);
    }

    private static String json(Map<String, Object> arguments) {
        try {
            return new ObjectMapper().writeValueAsString(arguments);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
