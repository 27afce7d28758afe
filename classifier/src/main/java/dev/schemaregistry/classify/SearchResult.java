package dev.schemaregistry.classify;

import java.util.List;
import java.util.OptionalInt;

/**
 * One page of hits, best first; equal scores by name.
 *
 * @param total hits on all pages
 * @param nextOffset where the next page starts; empty on the last one
 * @param nearestNames when there is no hit: names in the registry that look like words of the search
 * @param indexRevision the last event of the registry that the index has seen
 */
public record SearchResult(
        List<SearchHit> hits, int total, OptionalInt nextOffset, List<String> nearestNames, long indexRevision) {
    public SearchResult {
        hits = List.copyOf(hits);
        nearestNames = List.copyOf(nearestNames);
    }
}
