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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words of the registry's schemas, searchable. A cache: it can be deleted at any time, also while it is in use, and is rebuilt
 * from the registry when it is missing, damaged, of another format or of another registry.
 *
 * <p>Thread-safe: any number of readers, one change at a time. A change is seen by the next {@link #read}, unless a rebuild or a long
 * catching up is going on: readers never wait for those, they see the last finished state. Only while there is none, because the
 * index is built for the first time, they wait for a bounded time and then see what there is, which says of itself that it is not
 * {@linkplain IndexView#complete() complete}. One process owns a folder; another that opens the same folder works on a copy in memory
 * instead. Failures are {@link StoreException}s with {@code INDEX_FAILED}.
 */
public final class SchemaIndex implements SchemaTerms, AutoCloseable {
    /** How long readers wait for the first build unless told otherwise, counted from the opening. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SchemaIndex.class);
    private static final int EVENT_PAGE = 1_000;
    /** More events than that are not brought in while a reader waits. */
    private static final int LONG = 500;
    /** How many events a killed process has to bring in again at most. */
    private static final int CHECKPOINT = 1_000;
    /** How long a reader waits for a short change of another thread. */
    private static final Duration SHORT = Duration.ofSeconds(1);
    /** How often readers whose patience is over see more of an index that is built for the first time. */
    private static final Duration GLIMPSE = Duration.ofSeconds(3);

    private final CatalogReader catalog;
    private final Words words = new Words();
    private final Opener opener;
    private final ReentrantLock changing = new ReentrantLock();
    private final BackgroundJob background = new BackgroundJob("search-index");
    private final long patienceUntil;

    /** What is written to, and what is read from: not the same while a broken one is replaced. */
    private IndexStorage writing;

    private volatile IndexStorage reading;
    private IndexContent content;
    /** Whether what is written to holds a part of the registry only. */
    private boolean half;

    private int sinceCheckpoint;
    private volatile boolean occupied;
    private volatile boolean closed;
    private volatile boolean complete;
    private volatile long applied;
    private volatile long visible;
    /** Which registry this is, see {@link #origin}; changed by one thread at a time. */
    private String origin = "";

    /** What was withheld of the registry when this was filled, see {@link CatalogReader#policy}. */
    private volatile String policy;

    private SchemaIndex(CatalogReader catalog, Opener opener, Duration patience) throws IOException {
        this.catalog = requireNonNull(catalog, "catalog");
        this.policy = catalog.policy();
        this.opener = opener;
        this.patienceUntil = System.nanoTime() + patience.toNanos();
        this.writing = opener.open(words);
        this.reading = writing;
        this.content = new IndexContent(writing.writer(), words, catalog);
    }

    /** As {@link #open(Path, CatalogReader, Duration)}, with {@link #PATIENCE}. */
    public static SchemaIndex open(Path folder, CatalogReader catalog) {
        return open(folder, catalog, PATIENCE);
    }

    /**
     * Opens the index in a folder, which is made when missing. What has to be built is built on a thread of its own.
     *
     * @param patience how long readers wait for that from now on, before they see what there is
     * @throws StoreException when neither the folder nor memory can hold the index
     */
    public static SchemaIndex open(Path folder, CatalogReader catalog, Duration patience) {
        requireNonNull(folder, "folder");
        SchemaIndex index = open(catalog, words -> IndexStorage.open(folder, words), patience);
        index.start();
        return index;
    }

    /** An index in memory, built from the registry now, before it is returned, and gone on {@link #close}. */
    public static SchemaIndex inMemory(CatalogReader catalog) {
        SchemaIndex index = open(catalog, IndexStorage::inMemory, Duration.ZERO);
        index.rebuild();
        return index;
    }

    /** In whatever files the opener gives; nothing is built yet. */
    static SchemaIndex open(CatalogReader catalog, Opener opener, Duration patience) {
        try {
            return new SchemaIndex(catalog, opener, patience);
        } catch (IOException | UncheckedIOException e) {
            throw failed("opening the search index failed", e);
        }
    }

    /** Builds what has to be built. */
    void start() {
        origin = origin(catalog);
        long known = writing.sequence(origin);
        long last = catalog.lastSequence();
        half = known < 0 || known > last;
        if (!half) {
            applied = known;
            visible = known;
            complete = true;
        }
        if (half) {
            guarded("emptying the search index failed", content::clear);
            guarded("emptying the search index failed", writing::refresh);
        }
        if (half || last - known > LONG) {
            background.start(this::catchUp);
            return;
        }
        catchUp();
    }

    /**
     * What tells one registry from another that once had the same address: the first event of its log, which is about a source or
     * an entity and so stays for good; and what is withheld of it. Nothing while the log is empty.
     */
    static String origin(CatalogReader catalog) {
        return catalog.events(0, 1).stream()
                .map(first -> first.at().toEpochMilli() + "-"
                        + Integer.toHexString(first.toString().hashCode())
                        + (catalog.policy().isEmpty() ? "" : "-" + catalog.policy()))
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
        changing.lock();
        try {
            half = true;
            catchUp();
        } finally {
            changing.unlock();
        }
    }

    /** The registry is another than before: all of it is read again, on a thread of its own; readers see the old state until then. */
    public void restart() {
        background.start(() -> {
            changing.lock();
            try {
                origin = "";
                rebuild();
            } finally {
                changing.unlock();
            }
        });
    }

    /**
     * Applies the events that the index has not seen, wherever they were written, however many there are.
     *
     * @return how many there were
     */
    public int catchUp() {
        changing.lock();
        try {
            forgetWithheld();
            return closed ? 0 : applyNew();
        } catch (StoreException broken) {
            if (closed || writing.isUsable()) {
                throw broken;
            }
            LOG.warn("{}; it is built anew", broken.getMessage());
            return applyNew();
        } finally {
            occupied = false;
            changing.unlock();
        }
    }

    /**
     * Brings in what other processes wrote, as far as that is quick: a rebuild or many events are left to a thread of their own, and
     * the next {@link #read} sees the last finished state.
     */
    public void follow() {
        if (occupied || closed || background.isRunning()) {
            return;
        }
        // In this order, since both only grow, unless the log was exchanged: whoever told so may have come while a
        // build was going on.
        long seen = applied;
        long behind = catalog.lastSequence() - seen;
        if (behind < 0) {
            restart();
            return;
        }
        if (!complete || behind > LONG) {
            background.start(this::catchUp);
        } else if (behind > 0) {
            briefly(this::catchUp);
        }
    }

    private int applyNew() {
        if (!writing.isUsable()) {
            occupied = true;
            guarded("replacing the search index failed", this::replace);
        }
        if (half) {
            occupied = true;
            guarded("building the search index failed", this::fill);
        }
        int count = 0;
        while (!closed && catalog.lastSequence() > applied) {
            occupied |= catalog.lastSequence() - applied > LONG;
            List<RegistryEvent> events = catalog.events(applied, EVENT_PAGE);
            if (events.isEmpty()) {
                break;
            }
            content.startBatch();
            events.forEach(this::apply);
            count += events.size();
        }
        return count;
    }

    private void fill() throws IOException {
        long sequence = catalog.lastSequence();
        noteOrigin();
        long[] shown = {System.nanoTime()};
        boolean finished = content.rebuild(() -> {
            boolean isAwaited = System.nanoTime() - patienceUntil < 0;
            if (!complete && !isAwaited && System.nanoTime() - shown[0] > GLIMPSE.toNanos()) {
                writing.refresh();
                shown[0] = System.nanoTime();
            }
            return !closed;
        });
        if (!finished) {
            return;
        }
        writing.commit(sequence, origin);
        sinceCheckpoint = 0;
        writing.refresh();
        half = false;
        applied = sequence;
        visible = sequence;
        complete = true;
        if (reading != writing) {
            IndexStorage old = reading;
            reading = writing;
            old.close();
        }
    }

    /** Takes a new folder in the place of one that failed; in memory, when that fails too. Readers keep the old state. */
    private void replace() throws IOException {
        boolean again = writing != reading;
        writing.abandon();
        if (again) {
            writing.close();
        }
        writing = again ? IndexStorage.inMemory(writing.location() + " failed", words) : opener.open(words);
        content = new IndexContent(writing.writer(), words, catalog);
        half = true;
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
        changing.lock();
        try {
            if (!half && !closed && event.sequence() > applied) {
                content.startBatch();
                apply(event);
            }
        } finally {
            changing.unlock();
        }
    }

    private void apply(RegistryEvent event) {
        guarded("applying event " + event.sequence() + " to the search index failed", () -> {
            if (content.needsVisibility(event)) {
                writing.refresh();
            }
            content.apply(event, writing);
            applied = event.sequence();
            noteOrigin();
            writing.note(applied, origin);
            if (++sinceCheckpoint >= CHECKPOINT) {
                sinceCheckpoint = 0;
                writing.commit(applied, origin);
            }
        });
    }

    /** The last event of the registry that a reader would see now. */
    public long revision() {
        awaitStart();
        return applied;
    }

    /** Where it lives: a folder, or {@code memory} with the reason. */
    public String location() {
        return reading.location();
    }

    /** Bytes that the index takes. */
    public long sizeInBytes() {
        try {
            return reading.sizeInBytes();
        } catch (IOException e) {
            throw failed("measuring the search index failed", e);
        }
    }

    @Override
    public <T> T read(Function<IndexView, T> reader) {
        forgetWithheld();
        awaitStart();
        refresh();
        try {
            boolean whole = complete;
            long revision = visible;
            IndexStorage storage = reading;
            CatalogSearcher searcher = acquire(storage);
            try {
                return reader.apply(new LuceneView(searcher, words, revision, whole));
            } finally {
                searcher.getIndexReader().decRef();
            }
        } catch (IOException | UncheckedIOException e) {
            throw failed("reading the search index failed; rebuild it", e);
        }
    }

    /** When something else is withheld than before, nobody sees what was indexed until then. */
    private void forgetWithheld() {
        if (policy.equals(catalog.policy())) {
            return;
        }
        changing.lock();
        try {
            String now = catalog.policy();
            if (closed || policy.equals(now)) {
                return;
            }
            complete = false;
            half = true;
            origin = "";
            guarded("emptying the search index failed", this::empty);
            policy = now;
        } finally {
            changing.unlock();
        }
    }

    private void empty() throws IOException {
        content.clear();
        writing.refresh();
        if (reading != writing) {
            IndexStorage old = reading;
            reading = writing;
            old.close();
        }
    }

    /** Once more, when the storage was replaced meanwhile. */
    private CatalogSearcher acquire(IndexStorage storage) throws IOException {
        try {
            return storage.acquire();
        } catch (AlreadyClosedException replaced) {
            if (closed) {
                throw failed("reading the search index failed: it is closed", replaced);
            }
            return reading.acquire();
        }
    }

    /** Waits for what the opening began; where that failed and there is nothing to read, says so and tries again the next time. */
    private void awaitStart() {
        try {
            background.await(Duration.ofNanos(patienceUntil - System.nanoTime()));
        } catch (RuntimeException failure) {
            if (!complete) {
                throw failure;
            }
        }
        if (!complete && !closed) {
            background.start(this::catchUp);
        }
    }

    private void refresh() {
        if (visible == applied || occupied) {
            return;
        }
        briefly(() -> {
            if (half || closed || occupied) {
                return;
            }
            long now = applied;
            try {
                writing.refresh();
                visible = now;
            } catch (IOException | UncheckedIOException | AlreadyClosedException e) {
                LOG.warn("the search index in {} failed and is built anew: {}", writing.location(), e.getMessage());
                background.start(this::catchUp);
            }
        });
    }

    /** Does something quick, unless another thread is changing the index for long. */
    private void briefly(Runnable change) {
        try {
            if (!changing.tryLock(SHORT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            change.run();
        } finally {
            changing.unlock();
        }
    }

    /** Writes what is pending and releases the folder; waits for the first build as readers do. */
    @Override
    public void close() {
        background.finish(PATIENCE);
        closed = true;
        changing.lock();
        try {
            guarded("closing the search index failed", this::release);
        } finally {
            changing.unlock();
        }
    }

    private void release() throws IOException {
        if (half) {
            writing.abandon();
        }
        try {
            if (reading != writing) {
                reading.close();
            }
            writing.close();
        } finally {
            words.close();
        }
    }

    private static void guarded(String what, Step step) {
        try {
            step.run();
        } catch (IOException | UncheckedIOException | AlreadyClosedException e) {
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

    /** Opens the files, and others in their place when they fail. */
    @FunctionalInterface
    interface Opener {
        IndexStorage open(Words words) throws IOException;
    }
}
