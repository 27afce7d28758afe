package dev.schemaregistry.classify;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a word of a question can be trusted to name something of a schema: people who write "made" or "full" seldom mean the field
 * that is called so. Immutable.
 */
public final class Trust {
    /** Every word is trusted. */
    public static final Trust ALL = new Trust(Map.of());

    private final SortedMap<String, Double> byRoot;

    /** @param byRoot for the root of a word the factor on what it counts, 0 to 1; 1 for all others */
    public Trust(Map<String, Double> byRoot) {
        this.byRoot = Collections.unmodifiableSortedMap(new TreeMap<>(byRoot));
    }

    double of(String root) {
        return byRoot.getOrDefault(root, 1.0);
    }

    /** The words that are trusted less, sorted. */
    public SortedMap<String, Double> all() {
        return byRoot;
    }
}
