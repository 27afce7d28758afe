package dev.schemaregistry.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the values of sampled documents, for sources that cannot count for themselves. Confined to one thread. */
public final class ValueCounter {
    private final ProfileLimits limits;
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();

    public ValueCounter(ProfileLimits limits) {
        this.limits = limits;
    }

    /** One more row in which the field holds the value. */
    public void add(String field, String value) {
        Map<String, Integer> rows = counts.computeIfAbsent(field, name -> new TreeMap<>());
        if (rows.size() <= limits.values()) {
            rows.merge(cut(value, limits.length()), 1, Integer::sum);
        }
    }

    /** The fields that turned out to hold few values, in the order in which they were first met. */
    public List<ValueCounts> counted() {
        List<ValueCounts> fields = new ArrayList<>();
        counts.forEach((field, rows) -> {
            if (rows.size() <= limits.values()) {
                fields.add(new ValueCounts(field, rows));
            }
        });
        return fields;
    }

    private static String cut(String value, int length) {
        return value.codePointCount(0, value.length()) <= length
                ? value
                : value.substring(0, value.offsetByCodePoints(0, length + 1));
    }
}
