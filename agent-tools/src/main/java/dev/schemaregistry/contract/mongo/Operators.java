package dev.schemaregistry.contract.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.schemaregistry.contract.mongo.Operator.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The table of the query language; its notation stands at its head. Immutable. */
final class Operators {
    static final String EXPRESSION = "expression";
    static final String ACCUMULATOR = "accumulator";
    static final String GROUP = "group";
    static final String WINDOW = "window";
    static final String QUERY = "query";
    static final String FIELD = "field";
    static final String STAGE = "stage";
    static final String SEARCH = "search";
    static final String COMMAND = "command";

    private static final Operators TABLE = read("operators.tsv");

    private final Map<String, Map<String, Operator>> byKind;

    private Operators(Map<String, Map<String, Operator>> byKind) {
        this.byKind = byKind;
    }

    static Operators table() {
        return TABLE;
    }

    Optional<Operator> find(String kind, String name) {
        return Optional.ofNullable(all(kind).get(name));
    }

    Set<String> names(String kind) {
        return all(kind).keySet();
    }

    private Map<String, Operator> all(String kind) {
        return byKind.getOrDefault(kind, Map.of());
    }

    private static Operators read(String resource) {
        Map<String, Map<String, Operator>> byKind = new HashMap<>();
        try (InputStream in = Operators.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Operators::operator)
                    .forEach(operator -> byKind.computeIfAbsent(operator.kind(), kind -> new TreeMap<>())
                            .put(operator.name(), operator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Operators(Map.copyOf(byKind));
    }

    private static Operator operator(String line) {
        String[] parts = line.split("\t", -1);
        Optional<List<Parameter>> listed = Optional.empty();
        Optional<List<Parameter>> named = Optional.empty();
        for (String form : parts[3].split(" / ", -1)) {
            if (form.startsWith("(")) {
                listed = Optional.of(parameters(form));
            } else if (form.startsWith("{")) {
                named = Optional.of(parameters(form));
            }
        }
        return new Operator(parts[0], parts[1], parts[2], parts[3], listed, named, parts[4]);
    }

    private static List<Parameter> parameters(String form) {
        List<Parameter> parameters = new ArrayList<>();
        String inside = form.substring(1, form.length() - 1);
        if (inside.isEmpty()) {
            return parameters;
        }
        for (String part : inside.split(", ", -1)) {
            int colon = part.indexOf(": ");
            String name = colon < 0 ? String.valueOf(parameters.size() + 1) : part.substring(0, colon);
            String type = colon < 0 ? part : part.substring(colon + 2);
            boolean optional = name.endsWith("?") || type.endsWith("?");
            boolean repeated = type.endsWith("*");
            String bare = optional || repeated ? type.replaceAll("[?*]$", "") : type;
            parameters.add(new Parameter(name.replace("?", ""), bare, kinds(bare), optional, repeated));
        }
        return List.copyOf(parameters);
    }

    /** The kinds of words joined by bars; empty when one of them is no kind. */
    static Set<Kind> kinds(String words) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : words.split("\\|", -1)) {
            Set<Kind> named = Kind.named(word);
            if (named.isEmpty()) {
                return Set.of();
            }
            kinds.addAll(named);
        }
        return kinds;
    }
}
