package dev.schemaregistry.tools;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes JSON Schemas as maps: short, since every model reads them with every conversation. */
final class JsonShape {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final boolean closed;
    private List<String> required = List.of();

    private JsonShape(boolean closed) {
        this.closed = closed;
    }

    /** An object that takes no other properties: arguments. */
    static JsonShape arguments() {
        return new JsonShape(true);
    }

    /** An object that may grow: answers. */
    static JsonShape answer() {
        return new JsonShape(false);
    }

    JsonShape text(String name, String description) {
        return put(name, map("type", "string", "description", description));
    }

    JsonShape texts(String name, String description) {
        return put(name, map("type", "array", "items", map("type", "string"), "description", description));
    }

    JsonShape choice(String name, String description, List<String> values) {
        return put(name, map("type", "string", "enum", values, "description", description));
    }

    /** A choice whose values say it all. */
    JsonShape choice(String name, List<String> values) {
        return put(name, map("type", "string", "enum", values));
    }

    JsonShape integer(String name, int least, int most) {
        return put(name, map("type", "integer", "minimum", least, "maximum", most));
    }

    JsonShape count(String name, String description) {
        return put(name, map("type", "integer", "minimum", 0, "description", description));
    }

    /** Properties of one type whose names say it all. */
    JsonShape plain(String type, String... names) {
        for (String name : names) {
            put(name, map("type", type));
        }
        return this;
    }

    JsonShape required(String... names) {
        required = List.of(names);
        return this;
    }

    Map<String, Object> build() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Collections.unmodifiableMap(properties));
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (closed) {
            schema.put("additionalProperties", false);
        }
        return Collections.unmodifiableMap(schema);
    }

    private JsonShape put(String name, Map<String, Object> schema) {
        properties.put(name, schema);
        return this;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
