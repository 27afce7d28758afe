package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A column, document field or payload key.
 *
 * @param nativeType the source's own spelling of the type, for example {@code character varying(50)} or a domain's name; may be empty
 * @param nullable whether the field may be null or absent
 * @param defaultExpression the default as the source writes it
 * @param generation how the source makes the value, if it does
 * @param comment the source's comment; hostile text, to be fenced before a model or terminal sees it
 * @param stableId an id that survives a rename at the source, such as PostgreSQL's {@code attnum}; not part of the fingerprint
 * @param presence share of sampled documents that had the field, 0 to 1; empty for declared fields; not part of the fingerprint
 * @param properties facts of one source kind, such as {@code collation} or {@code indexed}; sorted by key
 */
public record Field(
        String name,
        DataType type,
        String nativeType,
        boolean nullable,
        Optional<String> defaultExpression,
        Generation generation,
        Optional<String> comment,
        Optional<String> stableId,
        OptionalDouble presence,
        Map<String, String> properties) {

    public Field {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(nativeType, "nativeType");
        requireNonNull(defaultExpression, "defaultExpression");
        requireNonNull(generation, "generation");
        requireNonNull(comment, "comment");
        requireNonNull(stableId, "stableId");
        requireNonNull(presence, "presence");
        properties = Sorted.copyOf(properties);
    }

    /** A nullable field with nothing else said about it. */
    public static Field of(String name, DataType type) {
        return new Field(
                name,
                type,
                "",
                true,
                Optional.empty(),
                Generation.NONE,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Map.of());
    }

    public Field withName(String newName) {
        return new Field(
                newName,
                type,
                nativeType,
                nullable,
                defaultExpression,
                generation,
                comment,
                stableId,
                presence,
                properties);
    }

    public Field withType(DataType newType) {
        return new Field(
                name,
                newType,
                nativeType,
                nullable,
                defaultExpression,
                generation,
                comment,
                stableId,
                presence,
                properties);
    }

    public Field withNativeType(String newNativeType) {
        return new Field(
                name,
                type,
                newNativeType,
                nullable,
                defaultExpression,
                generation,
                comment,
                stableId,
                presence,
                properties);
    }

    public Field withNullable(boolean newNullable) {
        return new Field(
                name,
                type,
                nativeType,
                newNullable,
                defaultExpression,
                generation,
                comment,
                stableId,
                presence,
                properties);
    }

    public Field withDefault(String expression) {
        return new Field(
                name,
                type,
                nativeType,
                nullable,
                Optional.of(expression),
                generation,
                comment,
                stableId,
                presence,
                properties);
    }

    public Field withGeneration(Generation newGeneration) {
        return new Field(
                name,
                type,
                nativeType,
                nullable,
                defaultExpression,
                newGeneration,
                comment,
                stableId,
                presence,
                properties);
    }

    public Field withComment(String newComment) {
        return new Field(
                name,
                type,
                nativeType,
                nullable,
                defaultExpression,
                generation,
                Optional.of(newComment),
                stableId,
                presence,
                properties);
    }

    public Field withStableId(String newStableId) {
        return new Field(
                name,
                type,
                nativeType,
                nullable,
                defaultExpression,
                generation,
                comment,
                Optional.of(newStableId),
                presence,
                properties);
    }

    public Field withPresence(double share) {
        return new Field(
                name,
                type,
                nativeType,
                nullable,
                defaultExpression,
                generation,
                comment,
                stableId,
                OptionalDouble.of(share),
                properties);
    }

    public Field withProperties(Map<String, String> newProperties) {
        return new Field(
                name,
                type,
                nativeType,
                nullable,
                defaultExpression,
                generation,
                comment,
                stableId,
                presence,
                newProperties);
    }

    static void requireDistinctNames(List<Field> fields) {
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.name())) {
                throw new IllegalArgumentException("field " + Names.quoted(field.name()) + " occurs twice");
            }
        }
    }
}
