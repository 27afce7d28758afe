package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object; unknown ones are skipped, a missing or mistyped one is named in the error.
 *
 * @param what the thing read, for messages: {@code field}, {@code index}
 */
record JsonReader(JsonNode object, String what) {
    static JsonReader of(JsonNode node, String what) {
        if (!node.isObject()) {
            throw malformed("a " + what + " must be a JSON object; found " + describe(node));
        }
        return new JsonReader(node, what);
    }

    String text(String key) {
        return asText(key, required(key));
    }

    String text(String key, String usual) {
        return optionalText(key).orElse(usual);
    }

    Optional<String> optionalText(String key) {
        return find(key).map(node -> asText(key, node));
    }

    boolean flag(String key, boolean usual) {
        return find(key)
                .map(node ->
                        require(key, node.isBoolean(), "true or false", node).booleanValue())
                .orElse(usual);
    }

    long number(String key) {
        return asLong(key, required(key));
    }

    int number(String key, int usual) {
        return integer(key).orElse(usual);
    }

    OptionalInt integer(String key) {
        return find(key)
                .map(node -> OptionalInt.of(
                        require(key, node.canConvertToInt() && node.isIntegralNumber(), "a whole number", node)
                                .intValue()))
                .orElse(OptionalInt.empty());
    }

    OptionalLong optionalNumber(String key) {
        return find(key).map(node -> OptionalLong.of(asLong(key, node))).orElse(OptionalLong.empty());
    }

    OptionalDouble fraction(String key) {
        return find(key)
                .map(node -> OptionalDouble.of(
                        require(key, node.isNumber(), "a number", node).doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    Instant instant(String key) {
        return asInstant(key, required(key));
    }

    Optional<Instant> optionalInstant(String key) {
        return find(key).map(node -> asInstant(key, node));
    }

    <E extends Enum<E>> E word(String key, Class<E> type) {
        return Words.parse(type, text(key));
    }

    <E extends Enum<E>> E word(String key, Class<E> type, E usual) {
        return optionalText(key).map(word -> Words.parse(type, word)).orElse(usual);
    }

    <T> T value(String key, Function<JsonNode, T> form) {
        return form.apply(required(key));
    }

    <T> Optional<T> optional(String key, Function<JsonNode, T> form) {
        return find(key).map(form);
    }

    /** The elements of a list; none when the key is missing. */
    <T> List<T> list(String key, Function<JsonNode, T> form) {
        return find(key).map(node -> elements(node, nameOf(key), form)).orElse(List.of());
    }

    List<String> texts(String key) {
        return find(key).map(node -> texts(node, nameOf(key))).orElse(List.of());
    }

    Map<String, String> map(String key) {
        return find(key).map(node -> textMap(node, nameOf(key))).orElse(Map.of());
    }

    static List<String> texts(JsonNode node, String name) {
        return elements(
                node,
                name,
                element -> expect(name, element.isTextual(), "texts", element).textValue());
    }

    static Map<String, String> textMap(JsonNode node, String name) {
        Map<String, String> values = new LinkedHashMap<>();
        expect(name, node.isObject(), "an object", node)
                .properties()
                .forEach(member -> values.put(
                        member.getKey(),
                        expect(name, member.getValue().isTextual(), "texts", member.getValue())
                                .textValue()));
        return values;
    }

    private static <T> List<T> elements(JsonNode node, String name, Function<JsonNode, T> form) {
        List<T> values = new ArrayList<>();
        expect(name, node.isArray(), "a list", node).forEach(element -> values.add(form.apply(element)));
        return values;
    }

    private String nameOf(String key) {
        return '"' + key + "\" of a " + what;
    }

    private Optional<JsonNode> find(String key) {
        @Nullable JsonNode node = object.get(key);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private JsonNode required(String key) {
        return find(key).orElseThrow(() -> malformed("a " + what + " lacks \"" + key + '"'));
    }

    private String asText(String key, JsonNode node) {
        return require(key, node.isTextual(), "a text", node).textValue();
    }

    private long asLong(String key, JsonNode node) {
        return require(key, node.canConvertToLong() && node.isIntegralNumber(), "a whole number", node)
                .longValue();
    }

    private Instant asInstant(String key, JsonNode node) {
        try {
            return Instant.parse(asText(key, node));
        } catch (DateTimeException e) {
            throw malformed(nameOf(key) + " must be a time such as 2026-01-31T12:00:00Z; found " + describe(node));
        }
    }

    private JsonNode require(String key, boolean met, String form, JsonNode node) {
        return met ? node : expect(nameOf(key), false, form, node);
    }

    private static JsonNode expect(String name, boolean met, String form, JsonNode node) {
        if (!met) {
            throw malformed(name + " must be " + form + "; found " + describe(node));
        }
        return node;
    }

    static InvalidRequestException malformed(String message) {
        return new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, message);
    }

    /** {@code text} between double quotes, without control characters and cut: safe in a message. */
    static String quoted(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return '"' + (clean.length() > 80 ? clean.substring(0, 80) + '…' : clean) + '"';
    }

    private static String describe(JsonNode node) {
        return node.isContainerNode() ? (node.isArray() ? "a list" : "an object") : quoted(node.asText());
    }
}
