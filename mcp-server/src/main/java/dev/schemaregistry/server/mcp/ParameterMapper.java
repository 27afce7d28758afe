package dev.schemaregistry.server.mcp;

import static java.util.Objects.requireNonNull;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SDK's mapper, but for parameters that have not the form of their method: those are refused as such, in a sentence. The SDK
 * would answer with an internal error that names its classes.
 */
final class ParameterMapper implements McpJsonMapper {
    private static final Logger LOG = LoggerFactory.getLogger(ParameterMapper.class);
    private static final String MALFORMED =
            "Invalid params: they do not have the form that the protocol gives to this method; for tools/call that is"
                    + " {\"name\": a text, \"arguments\": an object}";

    private final McpJsonMapper mapper;

    ParameterMapper(McpJsonMapper mapper) {
        this.mapper = requireNonNull(mapper, "mapper");
    }

    @Override
    public <T> T convertValue(Object parameters, Class<T> type) {
        try {
            return complete(type.getTypeName(), mapper.convertValue(parameters, type));
        } catch (IllegalArgumentException malformed) {
            throw refused(malformed);
        }
    }

    @Override
    public <T> T convertValue(Object parameters, TypeRef<T> type) {
        try {
            return complete(type.getType().getTypeName(), mapper.convertValue(parameters, type));
        } catch (IllegalArgumentException malformed) {
            throw refused(malformed);
        }
    }

    private static <T> T complete(String type, T converted) {
        boolean call = type.equals(CallToolRequest.class.getTypeName());
        if (call && !(converted instanceof CallToolRequest request && request.name() != null)) {
            throw new IllegalArgumentException("a tool call without a name");
        }
        return converted;
    }

    private static McpError refused(IllegalArgumentException malformed) {
        LOG.debug("the parameters of a request are malformed", malformed);
        return McpError.builder(ErrorCodes.INVALID_PARAMS).message(MALFORMED).build();
    }

    @Override
    public <T> T readValue(String content, Class<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return mapper.writeValueAsString(value);
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return mapper.writeValueAsBytes(value);
    }
}
