package dev.schemaregistry.contract.guard;

import dev.schemaregistry.contract.guard.Mismatch.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each mismatch was met. Confined to one thread. */
final class MismatchCounts {
    private record Key(String field, Kind kind) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byField = field.compareTo(other.field);
            return byField != 0 ? byField : kind.compareTo(other.kind);
        }
    }

    private final Map<Key, Mismatch> counts = new TreeMap<>();
    private final int most;
    private final String others;
    private long total;

    /**
     * @param most how many are counted apart
     * @param others the field under which the rest is counted
     */
    MismatchCounts(int most, String others) {
        this.most = most;
        this.others = others;
    }

    void add(Kind kind, String field, String expected, String found) {
        total++;
        Key wanted = new Key(field, kind);
        Key key = counts.size() < most || counts.containsKey(wanted) ? wanted : new Key(others, kind);
        counts.merge(
                key,
                new Mismatch(kind, key.field(), expected, found, 1),
                (known, again) ->
                        new Mismatch(kind, known.field(), known.expected(), known.found(), known.count() + 1));
    }

    long total() {
        return total;
    }

    List<Mismatch> mismatches() {
        return List.copyOf(counts.values());
    }
}
