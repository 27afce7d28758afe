package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.schemaregistry.contract.NameSuggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The JSON Schema of the configuration file, which is shipped, shown, and held against every file. */
public final class ConfigurationSchema {
    private static final String RESOURCE = "config.schema.json";
    /** What an annotation of the schema says of a value that fits. */
    private static final String EXPECTED = "x-expected";

    private static final String EXPECTED_CHOICE = EXPECTED + "-oneOf";
    /** Keys whose wrong value is repeated; any other may hold a secret, or an address with one. */
    private static final Set<String> SHOWN = Set.of(
            "id", "port", "tls", "ssl", "interval", "sample_size", "profile_values", "timeout", "allow_plain_http");

    private static final Pattern HARMLESS = Pattern.compile("[\\p{Alnum} ._+-]{0,40}");

    private ConfigurationSchema() {}

    /** Compiled when it is first needed. */
    private static final class Compiled {
        static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
                .keyword(new NonValidationKeyword(EXPECTED))
                .keyword(new NonValidationKeyword(EXPECTED_CHOICE))
                .build();
        static final Schema SCHEMA = SchemaRegistry.withDialect(DIALECT).getSchema(text(), InputFormat.JSON);
    }

    /** The schema as it is shipped. */
    public static String text() {
        try (InputStream in = requireNonNull(ConfigurationSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the resource " + RESOURCE + " can't be read", damaged);
        }
    }

    /** Everything in the document that the schema does not allow; a value is told of once. */
    static List<Problem> check(ConfigurationDocument document) {
        List<Problem> problems = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        for (Error error : Compiled.SCHEMA.validate(document.json())) {
            if (isDetailOfAChoice(error)
                    || document.hidesBehindVariable(error.getInstanceLocation().toString())) {
                continue;
            }
            Problem problem = problem(error, document);
            if (told.add(problem.key())) {
                problems.add(problem);
            }
        }
        return problems;
    }

    /** Each branch of a oneOf complains on its own; the oneOf says it all. */
    private static boolean isDetailOfAChoice(Error error) {
        return error.getEvaluationPath().toString().matches(".*/oneOf/[0-9]+(/.*)?");
    }

    private static Problem problem(Error error, ConfigurationDocument document) {
        String at = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> missing(error, error.getProperty(), document);
            case "dependentRequired" -> missing(error, String.valueOf(error.getArguments()[0]), document);
            case "additionalProperties" ->
                document.problem(at, error.getProperty(), "one of " + String.join(", ", names(error)), unknown(error));
            case "oneOf" -> document.problem(at, "", expected(error, ""), chosen(error));
            case "propertyNames" -> document.problem(at, error.getProperty(), expected(error, ""), "this one");
            default -> document.problem(at, "", expected(error, ""), found(error, document));
        };
    }

    private static Problem missing(Error error, String key, ConfigurationDocument document) {
        return document.problem(error.getInstanceLocation().toString(), key, expected(error, key), "nothing");
    }

    private static String expected(Error error, String property) {
        JsonNode schema = Compiled.SCHEMA.getSchemaNode();
        String fragment = error.getSchemaLocation().getFragment().toString();
        JsonNode holder = error.getKeyword().equals("propertyNames")
                ? schema.at(fragment)
                : schema.at(fragment.substring(0, fragment.lastIndexOf('/')));
        if (!property.isEmpty()) {
            holder = holder.path("properties").path(property);
        }
        String own = error.getKeyword().equals("oneOf") ? EXPECTED_CHOICE : EXPECTED;
        JsonNode words = holder.has(own)
                ? holder.path(own)
                : schema.at(holder.path("$ref").asText("#").substring(1)).path(EXPECTED);
        return words.asText("what the schema says");
    }

    private static List<String> names(Error error) {
        String fragment = error.getSchemaLocation().getFragment().toString();
        List<String> names = new ArrayList<>();
        Compiled.SCHEMA
                .getSchemaNode()
                .at(fragment.substring(0, fragment.lastIndexOf('/')))
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static String unknown(Error error) {
        return NameSuggestions.nearest(error.getProperty(), names(error), 1).stream()
                .findFirst()
                .map(near -> "a key that is unknown; did you mean \"" + near + "\"?")
                .orElse("a key that is unknown");
    }

    private static String chosen(Error error) {
        long given = List.of("url", "host", "path", "workspace").stream()
                .filter(error.getInstanceNode()::has)
                .count();
        return given == 0 ? "nothing" : "several of them";
    }

    private static String found(Error error, ConfigurationDocument document) {
        JsonNode node = error.getInstanceNode();
        String at = error.getInstanceLocation().toString();
        if (node.isArray()) {
            return "a list";
        }
        if (node.isObject()) {
            return "keys with values";
        }
        String key = at.substring(at.lastIndexOf('/') + 1);
        String text = node.asText();
        boolean shown = SHOWN.contains(key)
                && !document.isFromVariable(at)
                && HARMLESS.matcher(text).matches();
        if (shown) {
            return '"' + text + '"';
        }
        return error.getKeyword().equals("type") ? "a single value" : "another value, which is not repeated here";
    }
}
