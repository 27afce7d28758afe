package dev.schemaregistry.benchmarks;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.util.List;
import java.util.Optional;

/**
 * A part of a catalog that is a registry of its own: whole sources, each in just one of so many parts, by its id.
 *
 * @param number from 0
 */
record Shard(CatalogReader whole, int number, int shards) implements CatalogReader {
    @Override
    public List<DataSource> listSources() {
        return whole.listSources().stream()
                .filter(source -> Math.floorMod(source.id().hashCode(), shards) == number)
                .toList();
    }

    @Override
    public Optional<DataSource> findSource(SourceId id) {
        return whole.findSource(id);
    }

    @Override
    public List<TableVersion> listTables(SourceId source) {
        return whole.listTables(source);
    }

    @Override
    public Optional<TableVersion> findTable(TableRef ref) {
        return whole.findTable(ref);
    }

    @Override
    public List<OntologyEntity> listEntities() {
        return List.of();
    }

    @Override
    public List<RegistryEvent> events(long afterSequence, int limit) {
        return whole.events(afterSequence, limit);
    }

    @Override
    public long lastSequence() {
        return whole.lastSequence();
    }
}
