package dev.schemaregistry.server.mcp;

import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;
import dev.schemaregistry.tools.ToolTexts;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Each table as a resource {@code schema://source/table}, with the text of {@code describe_table}. */
final class SchemaResources {
    private static final String SCHEME = "schema://";
    private static final String MIME_TYPE = "text/plain";

    private final RegistryTools tools;

    SchemaResources(RegistryTools tools) {
        this.tools = tools;
    }

    SyncResourceTemplateSpecification template() {
        ResourceTemplate template = ResourceTemplate.builder(SCHEME + "{source}/{table}", "table schema")
                .title("Schema of a table")
                .description("Columns, keys and references of one table; a table name may be percent-encoded.")
                .mimeType(MIME_TYPE)
                .build();
        return new SyncResourceTemplateSpecification(template, (exchange, request) -> read(request));
    }

    private ReadResourceResult read(ReadResourceRequest request) {
        String path = request.uri().substring(SCHEME.length());
        int slash = path.indexOf('/');
        ToolAnswer answer = tools.call(
                ToolTexts.DESCRIBE_TABLE,
                Map.of("source", decoded(path.substring(0, slash)), "table", decoded(path.substring(slash + 1))));
        if (answer.isError()) {
            throw McpError.RESOURCE_NOT_FOUND.apply(request.uri());
        }
        TextResourceContents contents = TextResourceContents.builder(request.uri(), answer.text())
                .mimeType(MIME_TYPE)
                .build();
        return ReadResourceResult.builder(List.of(contents)).build();
    }

    /** Percent-decoding alone: in a URI's path a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
