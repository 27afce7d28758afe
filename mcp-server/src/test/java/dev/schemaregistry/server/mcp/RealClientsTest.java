package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server as other people's programs see it: spawned, over its standard streams. */
@Timeout(180)
class RealClientsTest {
    static final List<String> TOOLS = List.of(
            "classify_question",
            "schema_summary",
            "list_sources",
            "search_schema",
            "describe_table",
            "validate_query",
            "dry_run_query",
            "schema_changes");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void theJavaSdksClient() {
        List<String> errors = new CopyOnWriteArrayList<>();
        List<String> command = SampleServer.command();
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .build(),
                new JacksonMcpJsonMapper(new ObjectMapper()));
        transport.setStdErrorHandler(errors::add);
        try (McpSyncClient client = io.modelcontextprotocol.client.McpClient.sync(transport)
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE)
                .build()) {
            client.initialize();
            assertThat(client.getServerInstructions()).contains("classify_question");
            List<Tool> tools = client.listTools().tools();
            assertThat(tools).extracting(Tool::name).isEqualTo(TOOLS);
            assertThat(tools).allSatisfy(tool -> {
                assertThat(tool.title()).isNotBlank();
                assertThat(tool.outputSchema()).isNotEmpty();
                assertThat(tool.annotations().readOnlyHint()).isTrue();
                assertThat(tool.annotations().idempotentHint()).isTrue();
                assertThat(tool.annotations().openWorldHint())
                        .isEqualTo(tool.name().equals("dry_run_query"));
            });

            CallToolResult described = call(client, "describe_table", Map.of("source", "shop", "table", "orders"));
            assertThat(described.isError()).isFalse();
            assertThat(text(described)).startsWith("shop.orders (table) version 1.0.0");
            assertThat((Map<?, ?>) described.structuredContent())
                    .extracting("table")
                    .isEqualTo("shop.orders");

            CallToolResult refused = call(client, "describe_table", Map.of("source", "shop", "table", "ordes"));
            assertThat(refused.isError()).isTrue();
            assertThat((Map<?, ?>) refused.structuredContent())
                    .extracting("code")
                    .isEqualTo("UNKNOWN_TABLE");

            assertThat(client.listResourceTemplates().resourceTemplates().get(0).uriTemplate())
                    .isEqualTo("schema://{source}/{table}");
            TextResourceContents resource = (TextResourceContents) client.readResource(
                            ReadResourceRequest.builder("schema://shop/orders").build())
                    .contents()
                    .get(0);
            assertThat(resource.text()).startsWith("shop.orders (table) version 1.0.0");
        }
        assertThat(errors).as("what was printed went to standard error").contains("a stray line");
    }

    @Test
    @SuppressWarnings("try") // its close() declares any exception, so also that of a thread that is interrupted
    void langChain4jsClient() throws Exception {
        try (McpClient client = DefaultMcpClient.builder()
                .transport(StdioMcpTransport.builder()
                        .command(SampleServer.command())
                        .build())
                .initializationTimeout(PATIENCE)
                .toolExecutionTimeout(PATIENCE)
                .build()) {
            assertThat(client.listTools()).extracting(ToolSpecification::name).isEqualTo(TOOLS);
            assertThat(client.instructions()).contains("classify_question");
            String answer = client.executeTool(
                            request("classify_question", "{\"question\":\"total amount of orders per country\"}"))
                    .resultText();
            assertThat(answer).contains("shop.orders");
            String verdict = client.executeTool(request(
                            "dry_run_query", "{\"source\":\"shop\",\"query\":\"SELECT total_amount FROM orders\"}"))
                    .resultText();
            assertThat(verdict).contains("ACCEPTED");
            assertThatThrownBy(() -> client.executeTool(request("describe_table", "{\"source\":\"shop\"}")))
                    .isInstanceOf(ToolExecutionException.class)
                    .hasMessageContaining("INVALID_ARGUMENT")
                    .hasMessageContaining("is missing");
        }
    }

    @Test
    void theInspector() throws Exception {
        Inspector inspector = Inspector.install();
        List<String> names = new ArrayList<>();
        inspector
                .run(0, "--method", "tools/list", "--strict")
                .get("tools")
                .forEach(tool -> names.add(tool.get("name").asText()));
        assertThat(names).isEqualTo(TOOLS);
        JsonNode answer = inspector.run(
                0,
                "--method",
                "tools/call",
                "--tool-name",
                "validate_query",
                "--tool-arg",
                "source=shop",
                "query=SELECT total_amuont FROM orders");
        assertThat(answer.at("/structuredContent/verdict").asText()).isEqualTo("REJECT");
        assertThat(answer.at("/content/0/text").asText()).contains("total_amount");
        inspector.run(
                5, "--method", "tools/call", "--tool-name", "describe_table", "--tool-arg", "source=shop", "table=x");
    }

    @Test
    void aSignalToStopIsObeyed() throws Exception {
        Process process = new ProcessBuilder(SampleServer.command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedWriter in = process.outputWriter();
                BufferedReader out = process.inputReader()) {
            in.write(StdioSessionTest.INITIALIZE + '\n');
            in.flush();
            assertThat(out.readLine()).startsWith("{");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("128 + SIGTERM").isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    private static ToolExecutionRequest request(String tool, String arguments) {
        return ToolExecutionRequest.builder().name(tool).arguments(arguments).build();
    }
}
