package dev.schemaregistry.contract.mongo;

import java.util.List;
import java.util.Optional;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/** A part of a query, as the library read it; its mark leads to its place in the text. */
sealed interface Node {
    /** No place of its own. */
    int UNMARKED = -1;

    /** The number of its text among all names and texts of the query; {@link #UNMARKED} for all else. */
    int mark();

    /** What it is, in words for a message. */
    String words();

    /** A document: no name twice. */
    record Doc(List<Entry> entries) implements Node {
        @Override
        public int mark() {
            return UNMARKED;
        }

        @Override
        public String words() {
            return entries.isEmpty() ? "an empty document" : "a document";
        }

        Optional<Entry> entry(String name) {
            for (Entry entry : entries) {
                if (entry.name().equals(name)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        }

        Optional<Node> find(String name) {
            return entry(name).map(Entry::value);
        }

        /** The operator it is a call of, if its first name is one. */
        Optional<Entry> operator() {
            return entries.isEmpty() || !entries.get(0).name().startsWith("$")
                    ? Optional.empty()
                    : Optional.of(entries.get(0));
        }
    }

    /** A list. */
    record Items(List<Node> nodes) implements Node {
        @Override
        public int mark() {
            return UNMARKED;
        }

        @Override
        public String words() {
            return nodes.isEmpty() ? "an empty array" : "an array";
        }
    }

    /** A single value. */
    record Value(BsonValue value, int mark) implements Node {
        @Override
        public String words() {
            return switch (value.getBsonType()) {
                case STRING -> '"' + value.asString().getValue() + '"';
                case BOOLEAN -> String.valueOf(value.asBoolean().getValue());
                case INT32, INT64, DOUBLE -> digits();
                case NULL -> "null";
                default ->
                    "a value of type "
                            + Kind.of(value.getBsonType()).map(Kind::word).orElse("undefined");
            };
        }

        private String digits() {
            double number = value.asNumber().doubleValue();
            return value.isDouble()
                    ? String.valueOf(number)
                    : String.valueOf(value.asNumber().longValue());
        }
    }

    /** A name with its value. */
    record Entry(String name, Node value, int mark) {}

    /** The text, where it is one. */
    default Optional<String> text() {
        return this instanceof Value value && value.value().isString()
                ? Optional.of(value.value().asString().getValue())
                : Optional.empty();
    }

    /** The number, where it is one. */
    default Optional<Double> number() {
        if (!(this instanceof Value value)) {
            return Optional.empty();
        }
        if (value.value().isDecimal128()) {
            return Optional.of(decimal(value.value()));
        }
        return value.value().isNumber() ? Optional.of(value.value().asNumber().doubleValue()) : Optional.empty();
    }

    private static double decimal(BsonValue value) {
        Decimal128 number = value.asDecimal128().getValue();
        return number.isNaN() || number.isInfinite() ? Double.NaN : Double.parseDouble(number.toString());
    }

    default Optional<Boolean> truth() {
        return this instanceof Value value && value.value().isBoolean()
                ? Optional.of(value.value().asBoolean().getValue())
                : Optional.empty();
    }

    default boolean isNull() {
        return this instanceof Value value
                && (value.value().isNull() || value.value().getBsonType() == BsonType.UNDEFINED);
    }
}
