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

    /** The property that tells of a withheld field how much of it may be known: {@link #MASKED} or {@link #HIDDEN}. */
    public static final String ACCESS = "access";

    /** Name and type are shown, values are not, and no query may use the field. */
    public static final String MASKED = "masked";

    /** The field is shown nowhere; the mark stands only in what queries are checked against. */
    public static final String HIDDEN = "hidden";

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

    /** Whether a policy keeps its values from whoever asks. */
    public boolean isMasked() {
        return MASKED.equals(properties.get(ACCESS));
    }

    /** Whether a policy keeps the whole field from whoever asks. */
    public boolean isHidden() {
        return HIDDEN.equals(properties.get(ACCESS));
    }

    /** Whether a policy withholds the field or one inside of it, so that no query may use it as a whole. */
    public boolean isWithheld() {
        return isMasked() || isHidden() || type.accept(Withheld.INSIDE);
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
