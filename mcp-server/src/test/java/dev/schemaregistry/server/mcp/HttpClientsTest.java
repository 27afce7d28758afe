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
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.UnsubscribeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as other people's programs see it over HTTP. */
@Timeout(180)
class HttpClientsTest {
    private static final String TOKEN = "token-for-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private ServedShop shop;

    @BeforeEach
    void serve() {
        shop = ServedShop.start(folder, TOKEN);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private io.modelcontextprotocol.client.McpClient.SyncSpec sdkClient() {
        return io.modelcontextprotocol.client.McpClient.sync(HttpClientStreamableHttpTransport.builder(shop.address())
                        .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                        .addHttpRequestCustomizer((request, method, uri, body, context) ->
                                request.setHeader("Authorization", "Bearer " + TOKEN))
                        .openConnectionOnStartup(true)
                        .build())
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE);
    }

    @Test
    void theJavaSdksClientFindsTheSameToolsAsOverStdio() {
        try (McpSyncClient client = sdkClient().build()) {
            client.initialize();
            assertThat(client.getServerInfo().name()).isEqualTo("schema-registry");
            assertThat(client.getServerInstructions().split("\\s+").length).isBetween(100, 150);
            List<Tool> tools = client.listTools().tools();
            assertThat(tools).extracting(Tool::name).isEqualTo(RealClientsTest.TOOLS);
            assertThat(tools).allSatisfy(tool -> {
                assertThat(tool.title()).isNotBlank();
                assertThat(tool.inputSchema()).isNotEmpty();
                assertThat(tool.outputSchema()).isNotEmpty();
                assertThat(tool.annotations().readOnlyHint()).isTrue();
            });
            CallToolResult described = client.callTool(CallToolRequest.builder("describe_table")
                    .arguments(Map.of("source", "shop", "table", "orders"))
                    .build());
            assertThat(((TextContent) described.content().get(0)).text())
                    .startsWith("shop.orders (table) version 1.0.0");
            assertThat((Map<?, ?>) described.structuredContent())
                    .extracting("table")
                    .isEqualTo("shop.orders");
            CallToolResult refused = client.callTool(CallToolRequest.builder("describe_table")
                    .arguments(Map.of("source", "shop", "table", "ordes"))
                    .build());
            assertThat(refused.isError()).isTrue();
            assertThat((Map<?, ?>) refused.structuredContent())
                    .extracting("code")
                    .isEqualTo("UNKNOWN_TABLE");
        }
    }

    @Test
    void theJavaSdksClientReadsResourcesAndPrompts() {
        try (McpSyncClient client = sdkClient().build()) {
            client.initialize();
            assertThat(client.listResources().resources())
                    .extracting(Resource::uri)
                    .containsExactly("schema://shop/big_orders", "schema://shop/customers", "schema://shop/orders");
            TextResourceContents text = (TextResourceContents) client.readResource(
                            ReadResourceRequest.builder("schema://shop/orders").build())
                    .contents()
                    .get(0);
            assertThat(text.text()).startsWith("shop.orders (table) version 1.0.0");
            assertThat(completed(client, new ResourceReference("schema://{source}/{table}"), "table", "OR"))
                    .containsExactly("orders");
            assertThat(completed(client, new PromptReference("review_query"), "source", "s"))
                    .containsExactly("shop");
            assertThat(client.listPrompts().prompts())
                    .extracting(Prompt::name)
                    .containsExactly("answer_question", "review_query", "what_changed");
            String review = ((TextContent) client.getPrompt(GetPromptRequest.builder("review_query")
                                    .arguments(Map.of("source", "shop", "query", "SELECT nmae FROM customers"))
                                    .build())
                            .messages()
                            .get(0)
                            .content())
                    .text();
            assertThat(review).contains("> SELECT nmae FROM customers", "REJECT", "SELECT name FROM customers");
            assertThatThrownBy(() -> client.getPrompt(GetPromptRequest.builder("review_query")
                            .arguments(Map.of())
                            .build()))
                    .hasMessageContaining("argument source of review_query is missing");
        }
    }

    private static List<String> completed(
            McpSyncClient client, CompleteReference reference, String argument, String begun) {
        CompleteRequest request = CompleteRequest.builder(
                        reference, new CompleteRequest.CompleteArgument(argument, begun))
                .context(CompleteRequest.CompleteContext.builder()
                        .arguments(Map.of("source", "shop"))
                        .build())
                .build();
        return client.completeCompletion(request).completion().values();
    }

    @Test
    void whoSubscribedHearsThatATableChanged() throws Exception {
        BlockingQueue<String> updated = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> lists = new LinkedBlockingQueue<>();
        try (McpSyncClient client = sdkClient()
                .resourcesUpdateConsumer(contents -> updated.add(((TextResourceContents) contents.get(0)).text()))
                .resourcesChangeConsumer(resources -> lists.add(resources.size()))
                .build()) {
            client.initialize();
            client.subscribeResource(
                    SubscribeRequest.builder("schema://shop/Orders").build());
            client.subscribeResource(
                    SubscribeRequest.builder("schema://shop/customers").build());
            client.unsubscribeResource(
                    UnsubscribeRequest.builder("schema://shop/customers").build());
            assertThatThrownBy(() -> client.subscribeResource(
                            SubscribeRequest.builder("schema://shop/nothing").build()))
                    .hasMessageContaining("Resource not found");

            shop.change(
                    "ALTER TABLE customers ADD COLUMN phone TEXT",
                    "ALTER TABLE orders ADD COLUMN discount REAL",
                    "CREATE TABLE refunds (id INTEGER PRIMARY KEY)");

            assertThat(updated.poll(30, TimeUnit.SECONDS)).contains("discount").contains("version 1.1.0");
            assertThat(lists.poll(30, TimeUnit.SECONDS)).isEqualTo(4);
            assertThat(updated)
                    .as("nothing of customers, which is watched no more")
                    .isEmpty();
        }
    }

    @Test
    @SuppressWarnings("try") // its close() declares any exception, so also that of a thread that is interrupted
    void langChain4jsClient() throws Exception {
        try (McpClient client = DefaultMcpClient.builder()
                .transport(StreamableHttpMcpTransport.builder()
                        .url(shop.mcp().toString())
                        .customHeaders(Map.of("Authorization", "Bearer " + TOKEN))
                        .timeout(PATIENCE)
                        .build())
                .initializationTimeout(PATIENCE)
                .toolExecutionTimeout(PATIENCE)
                .build()) {
            assertThat(client.listTools()).extracting(ToolSpecification::name).isEqualTo(RealClientsTest.TOOLS);
            assertThat(client.instructions()).contains("classify_question");
            assertThat(execute(client, "classify_question", "{\"question\":\"total of orders per city\"}"))
                    .contains("shop.orders");
            assertThat(execute(client, "dry_run_query", "{\"source\":\"shop\",\"query\":\"SELECT total FROM orders\"}"))
                    .contains("ACCEPTED");
            assertThatThrownBy(() -> execute(client, "describe_table", "{\"source\":\"shop\"}"))
                    .isInstanceOf(ToolExecutionException.class)
                    .hasMessageContaining("INVALID_ARGUMENT");
        }
    }

    private static String execute(McpClient client, String tool, String arguments) {
        return client.executeTool(ToolExecutionRequest.builder()
                        .name(tool)
                        .arguments(arguments)
                        .build())
                .resultText();
    }

    @Test
    void theInspector() throws Exception {
        Inspector inspector = Inspector.install();
        List<String> names = new ArrayList<>();
        inspector
                .runAt(shop.mcp(), TOKEN, 0, "--method", "tools/list", "--strict")
                .get("tools")
                .forEach(tool -> names.add(tool.get("name").asText()));
        assertThat(names).isEqualTo(RealClientsTest.TOOLS);
        JsonNode answer =
                inspector.runAt(shop.mcp(), TOKEN, 0, "--method", "tools/call", "--tool-name", "list_sources");
        assertThat(answer.at("/content/0/text").asText()).contains("shop");
    }
}
