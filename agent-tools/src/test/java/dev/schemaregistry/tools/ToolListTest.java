package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every conversation pays for, and what it promises. */
class ToolListTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void theListDoesNotGrowWithTheSources() {
        try (TestDesk one = new TestDesk();
                TestDesk many = new TestDesk()) {
            one.source("shop", "sqlite", "Shop", ShopTables.all());
            IntStream.range(0, 50).forEach(i -> many.source("shop-" + i, "sqlite", "Shop", ShopTables.all()));
            assertThat(many.tools().tools()).isEqualTo(one.tools().tools()).hasSize(8);
        }
    }

    @Test
    void theListIsSmall() {
        try (TestDesk desk = new TestDesk()) {
            List<Map<String, Object>> list =
                    desk.tools().tools().stream().map(ToolListTest::json).toList();
            assertThat(desk.tokens(JsonText.of(Map.of("tools", list)))).isLessThanOrEqualTo(2_000);
        }
    }

    @Test
    void theInstructionsNameEveryStepInAHundredAndFiftyWordsAtMost() {
        String instructions = ToolTexts.INSTRUCTIONS;
        assertThat(instructions.split("\\s+", -1)).hasSizeBetween(100, 150);
        assertThat(instructions)
                .containsSubsequence("classify_question", "schema_summary", "validate_query", "dry_run_query");
    }

    @Test
    void everySchemaIsOneAndEveryAnswerConforms() {
        try (TestDesk desk = TestDesk.withShop()) {
            RegistryTools tools = desk.tools();
            for (AgentTool tool : tools.tools()) {
                ToolAnswer answer = tools.call(tool.name(), example(tool.name()));
                assertThat(answer.errorCode())
                        .as(answer.text())
                        .satisfiesAnyOf(
                                code -> assertThat(code).isEmpty(),
                                code -> assertThat(code).contains("UNSUPPORTED"));
                assertThat(problems(tool.outputSchema(), answer.structured()))
                        .as(tool.name())
                        .isEmpty();
            }
        }
    }

    /** Clients validate those as well, whatever the protocol says. */
    @Test
    void everyRefusalConformsToo() {
        try (TestDesk desk = TestDesk.withShop()) {
            RegistryTools tools = desk.tools();
            for (AgentTool tool : tools.tools()) {
                ToolAnswer refusal = tools.call(tool.name(), Map.of("no_such_argument", 1));
                assertThat(refusal.isError()).isTrue();
                assertThat(problems(tool.outputSchema(), refusal.structured()))
                        .as(tool.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void anAnswerNamesOnlyWhatItsSchemaNames() {
        try (TestDesk desk = TestDesk.withShop()) {
            RegistryTools tools = desk.tools();
            for (AgentTool tool : tools.tools()) {
                ToolAnswer answer = tools.call(tool.name(), example(tool.name()));
                if (!answer.isError()) {
                    assertThat(properties(tool))
                            .as(tool.name())
                            .containsAll(answer.structured().keySet());
                }
            }
        }
    }

    private static Iterable<String> properties(AgentTool tool) {
        return ((Map<?, ?>) tool.outputSchema().get("properties"))
                .keySet().stream().map(Object::toString).toList();
    }

    private static Map<String, Object> example(String tool) {
        return switch (tool) {
            case "classify_question", "schema_summary" -> Map.of("question", "orders per customer country");
            case "search_schema" -> Map.of("words", "customer");
            case "describe_table" -> Map.of("source", "shop", "table", "orders");
            case "validate_query", "dry_run_query" -> Map.of("source", "shop", "query", "SELECT email FROM customers");
            default -> Map.of();
        };
    }

    private static List<Error> problems(Map<String, Object> schema, Map<String, Object> answer) {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(MAPPER.<com.fasterxml.jackson.databind.JsonNode>valueToTree(schema));
        return compiled.validate(MAPPER.<com.fasterxml.jackson.databind.JsonNode>valueToTree(answer));
    }

    /** As MCP lists a tool. */
    private static Map<String, Object> json(AgentTool tool) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", tool.name());
        json.put("title", tool.title());
        json.put("description", tool.description());
        json.put("inputSchema", tool.inputSchema());
        json.put("outputSchema", tool.outputSchema());
        json.put(
                "annotations",
                Map.of(
                        "readOnlyHint", tool.hints().readOnly(),
                        "idempotentHint", tool.hints().idempotent(),
                        "openWorldHint", tool.hints().openWorld()));
        return json;
    }
}
