package dev.schemaregistry.classify.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import org.apache.lucene.index.LeafReader;

/** The names of the tables that answers showed last, bounded by how many names they have. Thread-safe. */
final class NameCache {
    private static final long MOST_NAMES = 100_000;

    private final Cache<Place, StoredNames> known = Caffeine.newBuilder()
            .maximumWeight(MOST_NAMES)
            .weigher((Place place, StoredNames names) -> 1 + names.count())
            .build();

    /** The names in a segment's document; read when they are not at hand. */
    StoredNames of(LeafReader segment, int document) throws IOException {
        Place place = new Place(SegmentContent.key(segment), document);
        StoredNames cached = known.getIfPresent(place);
        if (cached != null) {
            return cached;
        }
        StoredNames read = StoredNames.of(segment.storedFields().document(document));
        known.put(place, read);
        return read;
    }

    private record Place(Object segment, int document) {}
}
