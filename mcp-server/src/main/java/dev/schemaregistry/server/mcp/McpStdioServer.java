package dev.schemaregistry.server.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.tools.RegistryTools;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.InputStream;
import java.io.OutputStream;

/** Serves the tools to one client over a pair of streams, a JSON-RPC message a line, as MCP's stdio transport. */
public final class McpStdioServer {
    private McpStdioServer() {}

    /**
     * Serves until the input ends and everything asked is answered, or the thread is interrupted. Nothing but messages is written to
     * {@code out}.
     *
     * @param name what the server calls itself
     */
    public static void run(RegistryTools tools, String name, String version, InputStream in, OutputStream out) {
        Unanswered unanswered = new Unanswered();
        StdioOutput output = new StdioOutput(out, unanswered);
        StdioInput input = new StdioInput(in, output, unanswered);
        McpSyncServer server = start(tools, name, version, input, output);
        Thread warmUp = warmUp(tools, unanswered);
        try {
            input.awaitEnd();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            warmUp.interrupt();
            server.closeGracefully();
        }
    }

    /** Once the client is greeted, while its model is thinking. */
    private static Thread warmUp(RegistryTools tools, Unanswered unanswered) {
        Thread thread = new Thread(
                () -> {
                    try {
                        unanswered.awaitFirst();
                        tools.warmUp();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "tools-warm-up");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static McpSyncServer start(
            RegistryTools tools, String name, String version, InputStream in, OutputStream out) {
        McpJsonMapper mapper = new ParameterMapper(new JacksonMcpJsonMapper(new ObjectMapper()));
        return McpServer.sync(new StdioAnswers(new StdioServerTransportProvider(mapper, in, out), mapper, out))
                .jsonMapper(mapper)
                .serverInfo(name, version)
                .instructions(tools.instructions())
                .capabilities(ServerCapabilities.builder()
                        .tools(false)
                        .resources(false, false)
                        .build())
                // The tools check their own arguments, to refuse them with a code and the next step; that answers
                // conform is what tests are for. Left without a validator, the SDK loads one before it says hello.
                .validateToolInputs(false)
                .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(""))
                .tools(new ToolBinding(tools).specifications())
                .resourceTemplates(new SchemaResources(tools).template())
                .build();
    }
}
