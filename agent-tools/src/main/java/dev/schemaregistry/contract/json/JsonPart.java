package dev.schemaregistry.contract.json;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a JSON text, with its place. Hostile text throughout.
 *
 * @param path the way to it: {@code filter.must[0].key}; long names are cut
 * @param text of a string what it says, of a number, boolean or null how it is written; empty otherwise
 * @param place where the value stands
 * @param name where the name stands that an object gives it, quotes included
 * @param items of an array, in order
 * @param members of an object, in order
 */
public record JsonPart(
        String path,
        Kind kind,
        String text,
        Span place,
        Optional<Span> name,
        List<JsonPart> items,
        Map<String, JsonPart> members) {

    public JsonPart {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
        requireNonNull(text, "text");
        requireNonNull(place, "place");
        requireNonNull(name, "name");
        items = List.copyOf(items);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** What a value is. */
    public enum Kind {
        OBJECT("an object"),
        ARRAY("a list"),
        STRING("a text"),
        INTEGER("a whole number"),
        FRACTION("a number with a fraction"),
        BOOLEAN("true or false"),
        NULL("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As it stands in a message. */
        public String words() {
            return words;
        }
    }

    /** The member of that name; empty as well where it is null. */
    public Optional<JsonPart> find(String member) {
        return Optional.ofNullable(members.get(member)).filter(part -> part.kind != Kind.NULL);
    }

    public boolean has(String member) {
        return find(member).isPresent();
    }

    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    public boolean isArray() {
        return kind == Kind.ARRAY;
    }

    public boolean isText() {
        return kind == Kind.STRING;
    }

    public boolean isInteger() {
        return kind == Kind.INTEGER;
    }

    public boolean isNumber() {
        return kind == Kind.INTEGER || kind == Kind.FRACTION;
    }

    public boolean isBoolean() {
        return kind == Kind.BOOLEAN;
    }

    /**
     * The number as it is written; one beyond all bounds counts as the largest of its sign.
     *
     * @throws IllegalStateException when it is none
     */
    public BigDecimal number() {
        if (!isNumber()) {
            throw new IllegalStateException("not a number: " + kind);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException beyondAllBounds) {
            return BigDecimal.valueOf(text.startsWith("-") ? -Double.MAX_VALUE : Double.MAX_VALUE);
        }
    }
}
