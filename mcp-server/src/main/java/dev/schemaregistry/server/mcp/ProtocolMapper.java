package dev.schemaregistry.server.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SDK's mapper, but for what must not leave or not be lost: malformed messages and parameters are refused in a sentence, where
 * the SDK would name its classes; errors leave as JSON-RPC errors, where the SDK would write the exception with its stack; and a
 * tool call keeps the id of its request, without which it can't be cancelled.
 */
final class ProtocolMapper implements McpJsonMapper {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolMapper.class);
    private static final String MALFORMED =
            "Invalid params: they do not have the form that the protocol gives to this method; for tools/call that is"
                    + " {\"name\": a text, \"arguments\": an object}";
    private static final String NO_MESSAGE = "it is no JSON object with a JSON-RPC message";
    private static final String META = "_meta";
    private static final String REQUEST_ID = "dev.schemaregistry/request-id";

    private final McpJsonMapper mapper;

    ProtocolMapper(McpJsonMapper mapper) {
        this.mapper = requireNonNull(mapper, "mapper");
    }

    static ProtocolMapper create() {
        return new ProtocolMapper(new JacksonMcpJsonMapper(new ObjectMapper()));
    }

    /** The id of the request that a tool call came with. */
    static Object requestId(CallToolRequest call) {
        return call.meta() == null ? "" : call.meta().getOrDefault(REQUEST_ID, "");
    }

    @Override
    public <T> T convertValue(Object parameters, Class<T> type) {
        try {
            T converted = complete(type.getTypeName(), mapper.convertValue(parameters, type));
            return converted instanceof JSONRPCRequest request ? type.cast(withItsId(request)) : converted;
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

    private static JSONRPCRequest withItsId(JSONRPCRequest request) {
        if (!"tools/call".equals(request.method()) || !(request.params() instanceof Map<?, ?> given)) {
            return request;
        }
        Map<Object, @Nullable Object> params = new LinkedHashMap<>(given);
        Map<Object, @Nullable Object> meta = new HashMap<>(given.get(META) instanceof Map<?, ?> map ? map : Map.of());
        meta.put(REQUEST_ID, request.id());
        params.put(META, meta);
        return new JSONRPCRequest(request.jsonrpc(), request.method(), request.id(), params);
    }

    private static <T> T complete(String type, @Nullable T converted) {
        if (converted == null) {
            throw new IllegalArgumentException("no parameters");
        }
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
        return read(() -> mapper.readValue(content, type));
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return read(() -> mapper.readValue(content, type));
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return read(() -> mapper.readValue(content, type));
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return read(() -> mapper.readValue(content, type));
    }

    private interface Reading<T> {
        @Nullable
        T value() throws IOException;
    }

    private static <T> T read(Reading<T> reading) throws IOException {
        T value;
        try {
            value = reading.value();
        } catch (IOException malformed) {
            throw new IOException(NO_MESSAGE, malformed);
        }
        if (value == null) {
            throw new IOException(NO_MESSAGE);
        }
        return value;
    }

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return mapper.writeValueAsString(sendable(value));
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return mapper.writeValueAsBytes(sendable(value));
    }

    private static Object sendable(Object value) {
        return value instanceof McpError error ? answer(error.getJsonRpcError()) : value;
    }

    /** A JSON-RPC error that answers no request in particular. */
    static Map<String, @Nullable Object> answer(JSONRPCError error) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", null);
        answer.put("error", error);
        return answer;
    }
}
