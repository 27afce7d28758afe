package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A catalog that can be made to stand still just before it gives tables of one source. */
final class HeldCatalog implements CatalogReader {
    private final CatalogReader catalog;
    private final SourceId at;
    private volatile Hold hold = new Hold(new CountDownLatch(0), new CountDownLatch(0));

    HeldCatalog(CatalogReader catalog, String at) {
        this.catalog = catalog;
        this.at = new SourceId(at);
    }

    /** Stands still from now on, until it is released. */
    Hold hold() {
        hold = new Hold(new CountDownLatch(1), new CountDownLatch(1));
        return hold;
    }

    @Override
    public List<TableVersion> listTables(SourceId source) {
        pass(source);
        return catalog.listTables(source);
    }

    @Override
    public List<DataSource> listSources() {
        return catalog.listSources();
    }

    @Override
    public Optional<DataSource> findSource(SourceId id) {
        return catalog.findSource(id);
    }

    @Override
    public Optional<TableVersion> findTable(TableRef ref) {
        pass(ref.source());
        return catalog.findTable(ref);
    }

    private void pass(SourceId source) {
        if (source.equals(at)) {
            hold.pass();
        }
    }

    @Override
    public List<OntologyEntity> listEntities() {
        return catalog.listEntities();
    }

    @Override
    public List<RegistryEvent> events(long afterSequence, int limit) {
        return catalog.events(afterSequence, limit);
    }

    @Override
    public long lastSequence() {
        return catalog.lastSequence();
    }

    /** One standstill. */
    record Hold(CountDownLatch reached, CountDownLatch released) implements AutoCloseable {
        private void pass() {
            reached.countDown();
            await(released);
        }

        void awaitReached() {
            await(reached);
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public void close() {
            released.countDown();
        }
    }
}
