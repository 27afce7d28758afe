package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.view.JsonText;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a caller asked: parameters of the address, or the keys of a JSON body. What is wrong is named. */
final class Input {
    private static final int MOST = 1_000;

    private final Context context;
    private final Optional<JsonNode> body;

    private Input(Context context, Optional<JsonNode> body) {
        this.context = context;
        this.body = body;
    }

    static Input of(Context context) {
        if (!context.method().equals(HandlerType.POST)) {
            return new Input(context, Optional.empty());
        }
        JsonNode body = JsonText.findTree(context.body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> invalid("the body is not a JSON object"));
        return new Input(context, Optional.of(body));
    }

    Optional<String> findText(String name) {
        Optional<String> value = body.isPresent()
                ? body.map(node -> node.path(name))
                        .filter(node -> node.isValueNode() && !node.isNull())
                        .map(JsonNode::asText)
                : Optional.ofNullable(context.queryParam(name));
        return value.filter(text -> !text.isBlank());
    }

    String text(String name) {
        return findText(name).orElseThrow(() -> invalid("\"" + name + "\" is missing"));
    }

    /** An object of the body; empty where there is none. */
    Optional<JsonNode> findObject(String name) {
        return body.map(node -> node.path(name)).filter(JsonNode::isObject);
    }

    List<String> texts(String name) {
        return body.map(node -> StreamSupport.stream(node.path(name).spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                .orElseGet(() -> context.queryParams(name));
    }

    Set<SourceId> sources(String name) {
        return texts(name).stream().map(text -> parsed(text, SourceId::new)).collect(Collectors.toSet());
    }

    int limit(int otherwise) {
        return (int) number("limit", otherwise, 1, MOST);
    }

    long number(String name, long otherwise, long least, long most) {
        Optional<String> text = findText(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            throw invalid("\"" + name + "\" is not a whole number");
        }
        throw invalid("\"" + name + "\" is out of range; use " + least + " to " + most);
    }

    SemanticVersion version(String name) {
        return parsed(text(name), SemanticVersion::parse);
    }

    /** A source named in the address; what can be no id is simply not there. */
    SourceId pathSource(String name) {
        String text = context.pathParam(name);
        if (!SourceId.isValid(text)) {
            throw new NotFoundException(ErrorCode.UNKNOWN_SOURCE, "no source is registered under such an id");
        }
        return new SourceId(text);
    }

    SemanticVersion pathVersion(String name) {
        return parsed(context.pathParam(name), SemanticVersion::parse);
    }

    String path(String name) {
        return context.pathParam(name);
    }

    static <T> T parsed(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private static InvalidRequestException invalid(String sentence) {
        return new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, sentence);
    }
}
