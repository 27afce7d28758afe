package dev.schemaregistry.contract.mongo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression may name: the document at this point, and variables. Immutable.
 *
 * @param root the document
 * @param variables those the query defines, by their names without dollars
 */
record Scope(Shape root, Map<String, Shape> variables) {
    static Scope of(Shape root) {
        return new Scope(root, Map.of());
    }

    Scope on(Shape document) {
        return new Scope(document, variables);
    }

    Scope with(String variable, Shape shape) {
        Map<String, Shape> more = new HashMap<>(variables);
        more.put(variable, shape);
        return new Scope(root, more);
    }

    Scope with(Map<String, Shape> others) {
        Map<String, Shape> more = new HashMap<>(variables);
        more.putAll(others);
        return new Scope(root, more);
    }

    /** What a variable holds, one of the query's or one of the server's that says nothing of users. */
    Optional<Shape> find(String variable) {
        Shape own = variables.get(variable);
        if (own != null) {
            return Optional.of(own);
        }
        return switch (variable) {
            case "ROOT", "CURRENT" -> Optional.of(root);
            case "NOW" -> Optional.of(Shape.of(Kind.DATE));
            case "CLUSTER_TIME" -> Optional.of(Shape.of(Kind.TIMESTAMP));
            case "REMOVE", "SEARCH_META" -> Optional.of(Shape.UNKNOWN);
            default -> Optional.empty();
        };
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(variables.keySet());
        names.addAll(Set.of("ROOT", "CURRENT", "NOW", "REMOVE"));
        return names;
    }

    /** The document that plain field paths start from. */
    Shape current() {
        return variables.getOrDefault("CURRENT", root);
    }
}
