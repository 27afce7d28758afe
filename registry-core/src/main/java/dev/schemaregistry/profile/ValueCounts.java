package dev.schemaregistry.profile;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read of one field: not yet judged, and not to be stored as it is.
 *
 * @param field its name, or the dotted path of a field inside a document
 * @param rows how many of the rows looked at hold a value, by value; sorted
 */
public record ValueCounts(String field, SortedMap<String, Integer> rows) {
    public ValueCounts {
        requireNonNull(field, "field");
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    public ValueCounts(String field, Map<String, Integer> rows) {
        this(field, new TreeMap<>(rows));
    }

    /** Says how much was read, never what. */
    @Override
    public String toString() {
        return "ValueCounts[" + field + ", " + rows.size() + " values]";
    }
}
