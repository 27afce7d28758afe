package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Builds one JSON object in the order of its calls; what is empty or usual is left out. Confined to one thread. */
final class JsonWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode object = NODES.objectNode();

    JsonWriter with(String key, String value) {
        object.put(key, value);
        return this;
    }

    JsonWriter with(String key, long value) {
        object.put(key, value);
        return this;
    }

    JsonWriter with(String key, Enum<?> value) {
        return with(key, Words.of(value));
    }

    JsonWriter with(String key, JsonNode value) {
        object.set(key, value);
        return this;
    }

    JsonWriter with(String key, Optional<String> value) {
        value.ifPresent(text -> object.put(key, text));
        return this;
    }

    JsonWriter with(String key, OptionalInt value) {
        value.ifPresent(number -> object.put(key, number));
        return this;
    }

    JsonWriter with(String key, OptionalLong value) {
        value.ifPresent(number -> object.put(key, number));
        return this;
    }

    JsonWriter with(String key, OptionalDouble value) {
        value.ifPresent(number -> object.put(key, number));
        return this;
    }

    JsonWriter with(String key, Instant value) {
        return with(key, value.toString());
    }

    <T> JsonWriter with(String key, Optional<T> value, Function<? super T, ? extends JsonNode> form) {
        value.ifPresent(present -> object.set(key, form.apply(present)));
        return this;
    }

    JsonWriter unlessEmpty(String key, String value) {
        return value.isEmpty() ? this : with(key, value);
    }

    JsonWriter unlessEmpty(String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode map = object.putObject(key);
            values.forEach(map::put);
        }
        return this;
    }

    JsonWriter unlessEmpty(String key, List<String> values) {
        return values.isEmpty() ? this : texts(key, values);
    }

    <T> JsonWriter unlessEmpty(String key, Collection<T> values, Function<? super T, ? extends JsonNode> form) {
        return values.isEmpty() ? this : list(key, values, form);
    }

    JsonWriter unless(String key, boolean usual, boolean value) {
        if (value != usual) {
            object.put(key, value);
        }
        return this;
    }

    <E extends Enum<E>> JsonWriter unless(String key, E usual, E value) {
        return value == usual ? this : with(key, value);
    }

    /** The words of an enumeration's values, in its order. */
    <E extends Enum<E>> JsonWriter unlessEmpty(String key, Class<E> type, Set<E> values) {
        List<E> inOrder =
                Stream.of(type.getEnumConstants()).filter(values::contains).toList();
        return unlessEmpty(key, inOrder, value -> TextNode.valueOf(Words.of(value)));
    }

    JsonWriter unless(String key, int usual, int value) {
        return value == usual ? this : with(key, (long) value);
    }

    JsonWriter texts(String key, Collection<String> values) {
        ArrayNode list = object.putArray(key);
        values.forEach(list::add);
        return this;
    }

    <T> JsonWriter list(String key, Collection<T> values, Function<? super T, ? extends JsonNode> form) {
        ArrayNode list = object.putArray(key);
        values.forEach(value -> list.add(form.apply(value)));
        return this;
    }

    ObjectNode object() {
        return object;
    }
}
