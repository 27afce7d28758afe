package dev.schemaregistry.classify.index;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.classify.IndexView;
import dev.schemaregistry.classify.SchemaTerms;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.spi.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The words of the registry's schemas, searchable. A cache: it can be deleted at any time and is rebuilt from the registry when
 * it is missing, damaged, of another format or of another registry.
 *
 * <p>Thread-safe: any number of readers, one change at a time. A change is seen by the next {@link #read}. One process owns a
 * folder; another that opens the same folder works on a copy in memory instead. Failures are {@link StoreException}s with {@code
 * INDEX_FAILED}.
 */
public final class SchemaIndex implements SchemaTerms, AutoCloseable {
    private static final int EVENT_PAGE = 1_000;

    private final CatalogReader catalog;
    private final IndexStorage storage;
    private final Words words;
    private final IndexContent content;
    private final Object changing = new Object();
    private volatile long applied;
    private volatile long visible;
    /** Which registry this is, see {@link #origin}; changed by one thread at a time. */
    private String origin = "";

    private SchemaIndex(CatalogReader catalog, IndexStorage storage, Words words) throws IOException {
        this.catalog = catalog;
        this.storage = storage;
        this.words = words;
        this.content = new IndexContent(storage.writer(), words, catalog);
    }

    /**
     * Opens the index in a folder, which is made when missing, and brings it up to date with the registry.
     *
     * @throws StoreException when neither the folder nor memory can hold the index
     */
    public static SchemaIndex open(Path folder, CatalogReader catalog) {
        return open(catalog, words -> IndexStorage.open(requireNonNull(folder, "folder"), words));
    }

    /** An index in memory, built from the registry now and gone on {@link #close}. */
    public static SchemaIndex inMemory(CatalogReader catalog) {
        return open(catalog, IndexStorage::inMemory);
    }

    private static SchemaIndex open(CatalogReader catalog, Opener opener) {
        requireNonNull(catalog, "catalog");
        Words words = new Words();
        try {
            SchemaIndex index = new SchemaIndex(catalog, opener.open(words), words);
            index.start();
            return index;
        } catch (IOException | UncheckedIOException e) {
            throw failed("opening the search index failed", e);
        }
    }

    private void start() {
        origin = origin(catalog);
        long known = storage.sequence(origin);
        if (known < 0 || known > catalog.lastSequence()) {
            rebuild();
            return;
        }
        applied = known;
        visible = known;
        catchUp();
    }

    /**
     * What tells one registry from another that once had the same address: the first event of its log, which is about a source or
     * an entity and so stays for good. Nothing while the log is empty.
     */
    static String origin(CatalogReader catalog) {
        return catalog.events(0, 1).stream()
                .map(first -> first.at().toEpochMilli() + "-"
                        + Integer.toHexString(first.toString().hashCode()))
                .findFirst()
                .orElse("");
    }

    private void noteOrigin() {
        if (origin.isEmpty()) {
            origin = origin(catalog);
        }
    }

    /** Throws away what is indexed and reads the whole registry again; readers see the old state until it is done. */
    public void rebuild() {
        synchronized (changing) {
            guarded("rebuilding the search index failed", () -> {
                long sequence = catalog.lastSequence();
                noteOrigin();
                content.rebuild();
                storage.commit(sequence, origin);
                applied = sequence;
                storage.refresh();
                visible = sequence;
            });
        }
        catchUp();
    }

    /**
     * Applies the events that the index has not seen, wherever they were written.
     *
     * @return how many there were
     */
    public int catchUp() {
        int count = 0;
        synchronized (changing) {
            while (catalog.lastSequence() > applied) {
                List<RegistryEvent> events = catalog.events(applied, EVENT_PAGE);
                if (events.isEmpty()) {
                    break;
                }
                content.startBatch();
                events.forEach(this::apply);
                count += events.size();
            }
            if (count > 0) {
                guarded("writing the search index failed", () -> storage.commit(applied, origin));
            }
        }
        return count;
    }

    /** The listener that keeps this index current where somebody pumps the event log; it knows its position by itself too. */
    public EventSink sink() {
        return new EventSink() {
            @Override
            public String name() {
                return "search-index";
            }

            @Override
            public void accept(RegistryEvent event) {
                SchemaIndex.this.accept(event);
            }
        };
    }

    /** Applies one event; one that was seen before changes nothing. */
    private void accept(RegistryEvent event) {
        requireNonNull(event, "event");
        synchronized (changing) {
            if (event.sequence() <= applied) {
                return;
            }
            content.startBatch();
            apply(event);
        }
    }

    private void apply(RegistryEvent event) {
        guarded("applying event " + event.sequence() + " to the search index failed", () -> {
            if (content.needsVisibility(event)) {
                storage.refresh();
            }
            content.apply(event, storage);
            applied = event.sequence();
            noteOrigin();
            storage.note(applied, origin);
        });
    }

    /** The last event of the registry that a reader would see now. */
    public long revision() {
        return applied;
    }

    /** Where it lives: a folder, or {@code memory} with the reason. */
    public String location() {
        return storage.location();
    }

    /** Bytes that the index takes. */
    public long sizeInBytes() {
        try {
            return storage.sizeInBytes();
        } catch (IOException e) {
            throw failed("measuring the search index failed", e);
        }
    }

    @Override
    public <T> T read(Function<IndexView, T> reader) {
        try {
            refresh();
            long revision = visible;
            CatalogSearcher searcher = storage.acquire();
            try {
                return reader.apply(new LuceneView(searcher, words, revision));
            } finally {
                storage.release(searcher);
            }
        } catch (IOException | UncheckedIOException e) {
            throw failed("reading the search index failed; rebuild it", e);
        }
    }

    private void refresh() throws IOException {
        if (visible == applied) {
            return;
        }
        synchronized (changing) {
            storage.refresh();
            visible = applied;
        }
    }

    /** Writes what is pending and releases the folder. */
    @Override
    public void close() {
        synchronized (changing) {
            guarded("closing the search index failed", storage::close);
            words.close();
        }
    }

    private static void guarded(String what, Step step) {
        try {
            step.run();
        } catch (IOException | UncheckedIOException e) {
            throw failed(what, e);
        }
    }

    private static StoreException failed(String what, Exception cause) {
        return new StoreException(ErrorCode.INDEX_FAILED, what + ": " + cause.getMessage(), cause);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Opener {
        IndexStorage open(Words words) throws IOException;
    }
}
