package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.index.SchemaIndex;
import java.util.Optional;

/** A catalog file with its index in memory. */
record IndexedCatalog(CatalogFile catalog, SchemaIndex index, long buildMillis) implements AutoCloseable {
    static IndexedCatalog open(LabelledFile catalog, Optional<LabelledFile> values) {
        CatalogFile file = CatalogFile.read(catalog, values);
        long start = System.nanoTime();
        SchemaIndex index = SchemaIndex.inMemory(file);
        return new IndexedCatalog(file, index, (System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public void close() {
        index.close();
    }
}
