package dev.schemaregistry.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.error.InvalidRequestException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Holds arguments against the tool's own input schema. Schemas are compiled on first use. Thread-safe. */
final class ArgumentCheck {
    /** Loaded with the first check, so that a server is up before the validator is. */
    private static final class Validator {
        static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        static final ObjectMapper MAPPER = new ObjectMapper();
    }

    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** Compiles the schema ahead of the first check. */
    void prepare(AgentTool tool) {
        schemaOf(tool).validate(Validator.MAPPER.createObjectNode());
    }

    /**
     * The arguments without those that are null.
     *
     * @throws InvalidRequestException with {@code INVALID_ARGUMENT}, naming the argument and the reason
     */
    Arguments check(AgentTool tool, Map<String, ? extends @Nullable Object> given) {
        Map<String, Object> present = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        JsonNode node = Validator.MAPPER.valueToTree(present);
        List<Error> errors = schemaOf(tool).validate(node);
        if (!errors.isEmpty()) {
            throw errors.stream()
                    .min(Comparator.comparing(ArgumentCheck::urgency).thenComparing(Error::getMessage))
                    .map(error -> refusal(tool, error))
                    .orElseThrow();
        }
        return new Arguments(present);
    }

    private Schema schemaOf(AgentTool tool) {
        return compiled.computeIfAbsent(
                tool.name(), name -> Validator.SCHEMAS.getSchema(Validator.MAPPER.valueToTree(tool.inputSchema())));
    }

    /** An unknown name is likely the misspelt missing one, so it is said first. */
    private static int urgency(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> 0;
            case "required" -> 1;
            default -> 2;
        };
    }

    private static InvalidRequestException refusal(AgentTool tool, Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknown(tool, error.getProperty());
            case "required" -> Arguments.refused(error.getProperty(), "is missing" + wanted(tool, error.getProperty()));
            default -> illTyped(tool, error);
        };
    }

    private static InvalidRequestException unknown(AgentTool tool, String name) {
        Collection<String> known = properties(tool).keySet();
        List<String> nearest = NameSuggestions.nearest(name, known, 1);
        String hint = nearest.isEmpty() ? "" : "did you mean \"" + nearest.get(0) + "\"? ";
        return Arguments.refused(
                PlainText.line(name, 40),
                "is not known to " + tool.name() + "; " + hint + "It takes " + String.join(", ", known));
    }

    private static InvalidRequestException illTyped(AgentTool tool, Error error) {
        String path = error.getInstanceLocation().toString();
        String name = path.startsWith("/") ? path.substring(1).split("/", 2)[0] : path;
        return Arguments.refused(
                PlainText.line(name, 40), "is wrong: " + PlainText.line(said(error), 120) + wanted(tool, name));
    }

    private static String said(Error error) {
        String message = error.getMessage();
        int colon = message.indexOf(": ");
        return message.startsWith("/") && colon > 0 ? message.substring(colon + 2) : message;
    }

    private static String wanted(AgentTool tool, String name) {
        Object description = objects(properties(tool).get(name)).get("description");
        return description == null ? "" : "; it takes: " + description;
    }

    private static Map<?, ?> objects(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<String, Object> properties(AgentTool tool) {
        Map<String, Object> properties = new LinkedHashMap<>();
        objects(tool.inputSchema().get("properties"))
                .forEach((name, schema) -> properties.put(name.toString(), schema));
        return properties;
    }
}
