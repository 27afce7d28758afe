package dev.schemaregistry.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Copies in a fixed order, so that two readings of one thing are equal. */
final class Sorted {
    private Sorted() {}

    static SortedMap<String, String> copyOf(Map<String, String> map) {
        SortedMap<String, String> copy = new TreeMap<>(map);
        copy.forEach((key, value) -> {
            java.util.Objects.requireNonNull(key, "key");
            java.util.Objects.requireNonNull(value, key);
        });
        return Collections.unmodifiableSortedMap(copy);
    }

    static <T> List<T> by(Function<T, String> key, List<T> list) {
        List<T> copy = new ArrayList<>(list);
        copy.sort(Comparator.comparing(key));
        return List.copyOf(copy);
    }
}
