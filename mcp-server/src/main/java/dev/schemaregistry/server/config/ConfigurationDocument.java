package dev.schemaregistry.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.server.config.ConfigNode.Entries;
import dev.schemaregistry.server.config.ConfigNode.Items;
import dev.schemaregistry.server.config.ConfigNode.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file's content as JSON, variables put in, and the line of each value by JSON pointer. Keys without a value are left out. Made
 * for one file.
 */
final class ConfigurationDocument {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
    private static final Set<String> SECRETS = Set.of("credential", "password", "token", "api_key", "secret_id");

    private final Variables variables;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private final Set<String> fromVariable = new HashSet<>();
    private final Set<String> unresolved = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final JsonNode json;

    ConfigurationDocument(ConfigNode root, Variables variables) {
        this.variables = variables;
        this.json = convert(root, "", "", root.line());
    }

    JsonNode json() {
        return json;
    }

    /** Variables that could not be put in. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    boolean isFromVariable(String pointer) {
        return fromVariable.contains(pointer);
    }

    /** Whether the schema says nothing of the value: it is not known, or is a secret that stays in the process. */
    boolean hidesBehindVariable(String pointer) {
        String key = pointer.substring(pointer.lastIndexOf('/') + 1);
        return unresolved.contains(pointer) || (isFromVariable(pointer) && SECRETS.contains(key));
    }

    int line(String pointer) {
        return lines.getOrDefault(pointer, 1);
    }

    /**
     * What is wrong with a value.
     *
     * @param property a key of the object there, which may be missing; empty: the value itself
     */
    Problem problem(String pointer, String property, String expected, String got) {
        String path = paths.getOrDefault(pointer, "");
        if (property.isEmpty()) {
            return Problem.of(line(pointer), path, expected, got);
        }
        int line = lines.getOrDefault(child(pointer, property), line(pointer));
        return Problem.of(line, dotted(path, property), expected, got);
    }

    private JsonNode convert(ConfigNode node, String pointer, String path, int line) {
        lines.put(pointer, line);
        paths.put(pointer, path);
        if (node instanceof Entries entries) {
            return object(entries, pointer, path);
        }
        if (node instanceof Items items) {
            ArrayNode array = NODES.arrayNode();
            for (int i = 0; i < items.nodes().size(); i++) {
                ConfigNode item = items.nodes().get(i);
                array.add(convert(item, pointer + '/' + i, path + '[' + i + ']', item.line()));
            }
            return array;
        }
        return scalar((Text) node, pointer, path);
    }

    private ObjectNode object(Entries entries, String pointer, String path) {
        ObjectNode object = NODES.objectNode();
        entries.nodes().forEach((key, value) -> {
            if (value instanceof Text text && text.value().isEmpty()) {
                return;
            }
            int line = entries.keyLines().getOrDefault(key, value.line());
            JsonNode converted = convert(value, child(pointer, key), dotted(path, key), line);
            if (!(converted.isTextual() && converted.asText().isEmpty())) {
                object.set(key, converted);
            }
        });
        return object;
    }

    /** Numbers and truth by what is written, as a person reads it; {@code no} and {@code 08} are words. */
    private JsonNode scalar(Text text, String pointer, String path) {
        String value = expand(text, pointer, path);
        if (value.equals("true") || value.equals("false")) {
            return NODES.booleanNode(Boolean.parseBoolean(value));
        }
        return NUMBER.matcher(value).matches() ? NODES.numberNode(Integer.parseInt(value)) : NODES.textNode(value);
    }

    private String expand(Text text, String pointer, String path) {
        if (text.value().contains("${")) {
            fromVariable.add(pointer);
        }
        try {
            return variables.expand(text.value());
        } catch (Variables.UnresolvedException missing) {
            unresolved.add(pointer);
            problems.add(new Problem(line(pointer), path, missing.sentence()));
            return text.value();
        }
    }

    private static String child(String pointer, String key) {
        return pointer + '/' + key.replace("~", "~0").replace("/", "~1");
    }

    private static String dotted(String path, String key) {
        String shown = NAME.matcher(key).matches() ? key : "…";
        return path.isEmpty() ? shown : path + '.' + shown;
    }
}
