package dev.schemaregistry.connector.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.json.JsonRequest;
import java.util.List;
import java.util.Optional;

/**
 * A call that only reads, as one JSON document: the {@code method} and its arguments.
 *
 * @param channel as the call names it: an id, a name, or a name behind {@code #}
 */
record ReadCall(Method method, Optional<String> channel, List<String> types) {
    private static final String PRIVATE = "private_channel";

    ReadCall {
        types = List.copyOf(types);
    }

    /** @throws EarlyAnswer when the text is anything but one call of a method that reads */
    static ReadCall of(String text) {
        JsonNode call;
        try {
            call = JsonRequest.read(text);
        } catch (InvalidRequestException malformed) {
            throw EarlyAnswer.refused("42601", String.valueOf(malformed.getMessage()));
        }
        if (!call.path("method").isTextual()) {
            throw EarlyAnswer.refused("42601", "the call names no \"method\"");
        }
        Method method = Method.find(call.path("method").asText())
                .orElseThrow(() -> EarlyAnswer.refused(
                        "POLICY_NOT_A_READ", "the method is not on the list of methods that only read"));
        JsonNode channel = call.path(method.channelArgument());
        if (method.needsChannel() && channel.asText().isBlank()) {
            throw EarlyAnswer.refused("42601", method.name() + " names no channel");
        }
        return new ReadCall(
                method,
                method.channelArgument().isEmpty() || channel.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(channel.asText()),
                List.of(call.path("types").asText("").split("\\s*,\\s*")));
    }

    /** The scopes that it needs where it names no channel. */
    List<String> scopes() {
        boolean both = types.contains(PRIVATE) && types.contains("public_channel");
        if (both) {
            return List.of(method.scope(), method.privateScope());
        }
        return List.of(types.contains(PRIVATE) ? method.privateScope() : method.scope());
    }
}
