package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The type of a field, neutral to its source. The source's own spelling stands beside it in {@link Field#nativeType()}.
 *
 * <p>Every schema language is a reader or a writer of this family. The set is closed: {@link Visitor} makes the compiler find
 * every reader when a member is added.
 */
public sealed interface DataType {
    /** A short readable form such as {@code decimal(10,2)}, {@code array<string(50)>}; not meant to be parsed. */
    String text();

    <R> R accept(Visitor<R> visitor);

    /** What a {@link Scalar} holds. */
    enum ScalarKind {
        BOOLEAN,
        INT8,
        INT16,
        INT32,
        INT64,
        UINT8,
        UINT16,
        UINT32,
        UINT64,
        FLOAT32,
        FLOAT64,
        DECIMAL,
        STRING,
        BYTES,
        DATE,
        TIME,
        TIME_WITH_ZONE,
        TIMESTAMP,
        TIMESTAMP_WITH_ZONE,
        INTERVAL,
        UUID,
        /** An identifier made by the source, such as MongoDB's ObjectId. */
        OBJECT_ID
    }

    /** How two vectors are compared. */
    enum Distance {
        COSINE,
        DOT,
        EUCLIDEAN,
        MANHATTAN,
        UNKNOWN
    }

    /**
     * A single value.
     *
     * @param length the most characters (STRING) or bytes (BYTES); empty when not limited
     * @param precision decimal digits in all (DECIMAL), or fractional-second digits (TIME…, TIMESTAMP…)
     * @param scale decimal digits after the point (DECIMAL); may be negative
     */
    record Scalar(ScalarKind kind, OptionalInt length, OptionalInt precision, OptionalInt scale) implements DataType {
        public Scalar {
            requireNonNull(kind, "kind");
            requireNonNull(length, "length");
            requireNonNull(precision, "precision");
            requireNonNull(scale, "scale");
        }

        @Override
        public String text() {
            String name = kind.name().toLowerCase(java.util.Locale.ROOT);
            if (length.isPresent()) {
                return name + '(' + length.getAsInt() + ')';
            }
            if (precision.isEmpty()) {
                return name;
            }
            return scale.isPresent()
                    ? name + '(' + precision.getAsInt() + ',' + scale.getAsInt() + ')'
                    : name + '(' + precision.getAsInt() + ')';
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scalar(this);
        }
    }

    /**
     * One of a closed list of labels, in their declared order.
     *
     * @param name the type's own name where it has one
     */
    record Enumeration(Optional<String> name, List<String> labels) implements DataType {
        public Enumeration {
            requireNonNull(name, "name");
            labels = List.copyOf(labels);
        }

        @Override
        public String text() {
            return "enum<" + String.join("|", labels) + '>';
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enumeration(this);
        }
    }

    /** A list of values of one type. */
    record Array(DataType element) implements DataType {
        public Array {
            requireNonNull(element, "element");
        }

        @Override
        public String text() {
            return "array<" + element.text() + '>';
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.array(this);
        }
    }

    /** Named fields inside one value: a composite type, a nested document, a message. */
    record Struct(Optional<String> name, List<Field> fields) implements DataType {
        public Struct {
            requireNonNull(name, "name");
            fields = List.copyOf(fields);
            Field.requireDistinctNames(fields);
        }

        @Override
        public String text() {
            StringBuilder out = new StringBuilder("struct<");
            for (int i = 0; i < fields.size(); i++) {
                out.append(i == 0 ? "" : ", ")
                        .append(fields.get(i).name())
                        .append(": ")
                        .append(fields.get(i).type().text());
            }
            return out.append('>').toString();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.struct(this);
        }
    }

    /** Values by key, keys not known in advance. */
    record Mapping(DataType key, DataType value) implements DataType {
        public Mapping {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
        }

        @Override
        public String text() {
            return "map<" + key.text() + ", " + value.text() + '>';
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.mapping(this);
        }
    }

    /** A value of one of several types. */
    record Union(List<DataType> members) implements DataType {
        public Union {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "union<"
                    + String.join("|", members.stream().map(DataType::text).toList()) + '>';
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.union(this);
        }
    }

    /** A JSON value whose inner shape is not declared. */
    record Json() implements DataType {
        @Override
        public String text() {
            return "json";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.json(this);
        }
    }

    /**
     * An embedding.
     *
     * @param dimension numbers in a vector; empty for a sparse vector or where the source does not limit it
     */
    record Vector(OptionalInt dimension, Distance distance, boolean sparse) implements DataType {
        public Vector {
            requireNonNull(dimension, "dimension");
            requireNonNull(distance, "distance");
        }

        @Override
        public String text() {
            String size = dimension.isPresent() ? "(" + dimension.getAsInt() + ")" : "";
            return (sparse ? "sparse vector" : "vector" + size)
                    + ' '
                    + distance.name().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.vector(this);
        }
    }

    /** A type only its source knows, by the source's name: {@code tsvector}, {@code int4range}, {@code geometry}. */
    record Native(String name) implements DataType {
        public Native {
            requireNonNull(name, "name");
        }

        @Override
        public String text() {
            return name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nativeType(this);
        }
    }

    /** One method per member of the family. */
    interface Visitor<R> {
        R scalar(Scalar type);

        R enumeration(Enumeration type);

        R array(Array type);

        R struct(Struct type);

        R mapping(Mapping type);

        R union(Union type);

        R json(Json type);

        R vector(Vector type);

        R nativeType(Native type);
    }

    /** A scalar without parameters. */
    static Scalar scalar(ScalarKind kind) {
        return new Scalar(kind, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** A string without a limit. */
    static Scalar string() {
        return scalar(ScalarKind.STRING);
    }

    /** A string of at most {@code length} characters. */
    static Scalar string(int length) {
        return new Scalar(ScalarKind.STRING, OptionalInt.of(length), OptionalInt.empty(), OptionalInt.empty());
    }

    /** A decimal number of {@code precision} digits, {@code scale} of them after the point. */
    static Scalar decimal(int precision, int scale) {
        return new Scalar(ScalarKind.DECIMAL, OptionalInt.empty(), OptionalInt.of(precision), OptionalInt.of(scale));
    }

    /** A time or timestamp kind with a number of fractional-second digits. */
    static Scalar temporal(ScalarKind kind, int fractionalDigits) {
        return new Scalar(kind, OptionalInt.empty(), OptionalInt.of(fractionalDigits), OptionalInt.empty());
    }
}
