package dev.schemaregistry.tools;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.registry.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps the schemas of the sources last asked about. Never stale: a kept one is used as long as the event log has not moved, and
 * stays the same object while its tables are the same, so that what a checker derived from it stays too. Thread-safe.
 */
final class KnownSchemas {
    private static final int KEPT = 64;

    private record Kept(long sequence, ColumnPolicy policy, KnownSchema schema) {}

    private final SchemaRegistry registry;
    private final Cache<SourceId, Kept> kept =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    KnownSchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    KnownSchema of(DataSource source) {
        long sequence = registry.lastSequence();
        ColumnPolicy policy = registry.policy();
        Optional<Kept> known = Optional.ofNullable(kept.getIfPresent(source.id()))
                .filter(one -> one.sequence == sequence && one.policy.equals(policy) && one.schema.fits(source));
        (known.isPresent() ? hits : misses).increment();
        return known.orElseGet(() -> refreshed(source, sequence, policy)).schema;
    }

    /** How it served so far: a miss is a schema that was not known, or whose registry has moved on. */
    CacheCounts counts() {
        return new CacheCounts(kept.estimatedSize(), hits.sum(), misses.sum());
    }

    /** The source as it was at a version; built for the question, since few ask twice. */
    KnownSchema of(DataSource source, SemanticVersion version) {
        return new KnownSchema(
                source,
                registry.listTablesAt(source.id(), version),
                registry.listCheckedTablesAt(source.id(), version),
                registry.findEngineCatalogMark(source.id()),
                registry.findEngineCatalog(source.id()));
    }

    private Kept refreshed(DataSource source, long sequence, ColumnPolicy policy) {
        List<TableVersion> versions = registry.currentTables(source.id());
        List<TableVersion> checked = policy.concerns(source.id()) ? registry.listCheckedTables(source.id()) : versions;
        Optional<Fingerprint> mark = registry.findEngineCatalogMark(source.id());
        return kept.asMap().compute(source.id(), (id, old) -> {
            if (old != null && old.schema.isOf(source, versions, checked, mark)) {
                return new Kept(sequence, policy, old.schema);
            }
            return new Kept(
                    sequence, policy, new KnownSchema(source, versions, checked, mark, registry.findEngineCatalog(id)));
        });
    }
}
