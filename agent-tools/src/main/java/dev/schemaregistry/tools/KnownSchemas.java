package dev.schemaregistry.tools;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.registry.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps the schemas of the sources last asked about. Never stale: a kept one is used as long as the event log has not moved, and
 * stays the same object while its tables are the same, so that what a checker derived from it stays too. Thread-safe.
 *
 * <p>What is kept is bounded in number and in time; who accepted a change may have it brought up to date ahead of the next question.
 */
final class KnownSchemas {
    private record Kept(long sequence, ColumnPolicy policy, KnownSchema schema) {}

    private final SchemaRegistry registry;
    private final Cache<SourceId, Kept> kept;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    KnownSchemas(SchemaRegistry registry, SchemaCacheSettings settings) {
        this(registry, settings, Ticker.systemTicker(), ForkJoinPool.commonPool());
    }

    /** For tests, which own time and threads. */
    KnownSchemas(SchemaRegistry registry, SchemaCacheSettings settings, Ticker ticker, Executor cleaning) {
        this.registry = registry;
        this.kept = Caffeine.newBuilder()
                .maximumSize(settings.size())
                .expireAfterAccess(settings.keep())
                .ticker(ticker)
                .executor(cleaning)
                .build();
    }

    /** Forgets every schema; the next question reads it anew. */
    void invalidate() {
        kept.invalidateAll();
    }

    /** Forgets one source's schema. */
    void invalidate(SourceId source) {
        kept.invalidate(source);
    }

    /** Brings those schemas up to date that are kept and have changed, so that nobody waits for it. */
    void refresh() {
        long sequence = registry.lastSequence();
        ColumnPolicy policy = registry.policy();
        for (SourceId id : Set.copyOf(kept.asMap().keySet())) {
            Optional<DataSource> source = registry.findDataSource(id);
            if (source.isEmpty()) {
                kept.invalidate(id);
            } else {
                refreshed(source.get(), sequence, policy);
            }
        }
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
