package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index of a table.
 *
 * @param parts what is indexed, in order
 * @param method the source's word: {@code btree}, {@code gin}, {@code text}, {@code keyword}
 * @param predicate the condition of a partial index
 * @param includes fields carried along but not searched
 * @param definition the statement or document that makes the index, as the source prints it
 * @param properties facts of one source kind, such as {@code expireAfterSeconds}; sorted by key
 */
public record Index(
        String name,
        List<Part> parts,
        boolean unique,
        String method,
        Optional<String> predicate,
        List<String> includes,
        Optional<String> definition,
        Map<String, String> properties) {

    public Index {
        requireNonNull(name, "name");
        requireNonNull(method, "method");
        requireNonNull(predicate, "predicate");
        requireNonNull(definition, "definition");
        parts = List.copyOf(parts);
        includes = List.copyOf(includes);
        properties = Sorted.copyOf(properties);
    }

    /** A plain index over fields. */
    public static Index of(String name, boolean unique, String method, String... fields) {
        return new Index(
                name,
                List.of(fields).stream().map(Part::field).toList(),
                unique,
                method,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    /**
     * One indexed field or expression.
     *
     * @param expression true when {@code text} is an expression, false when it is a field's name
     */
    public record Part(String text, boolean expression, boolean descending) {
        public Part {
            requireNonNull(text, "text");
        }

        public static Part field(String name) {
            return new Part(name, false, false);
        }

        public static Part expression(String text) {
            return new Part(text, true, false);
        }
    }
}
