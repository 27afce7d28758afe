package dev.schemaregistry.contract.json;

/**
 * A place in a text.
 *
 * @param start first character, counted from 0
 * @param end one behind the last
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("from " + start + " to " + end + " is no place");
        }
    }
}
