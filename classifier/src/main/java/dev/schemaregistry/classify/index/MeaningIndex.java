package dev.schemaregistry.classify.index;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.classify.TableMeanings;
import dev.schemaregistry.classify.TextEmbedder;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vector for each table of the registry, beside the index of words and independent of it. Follows the event log from its own
 * position, on a thread of its own: a question looks for changes and does not wait for them. Only tables whose text has changed are
 * embedded. A model that fails is asked again after a pause. A cache: it can be deleted at any time, and is made anew when the model is
 * another one.
 *
 * <p>Thread-safe. One process owns a folder; another that opens it computes vectors of its own in memory. Failures of the files are
 * {@link StoreException}s with {@code INDEX_FAILED}; the model's are its own.
 */
public final class MeaningIndex implements TableMeanings, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeaningIndex.class);
    private static final int BATCH = 32;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final CatalogReader catalog;
    private final TextEmbedder embedder;
    private final MeaningStorage storage;
    private final TableTexts texts;
    private final Clock clock;
    private final Executor background;
    private final Runnable stopBackground;
    private final AtomicBoolean waiting;
    /** Held for the whole of an update; waiting for a model is part of it. */
    private final Object working = new Object();
    /** Held while files are changed or closed, never while a model is asked. */
    private final Object changing = new Object();

    private volatile long applied;
    private volatile Instant pausedUntil = Instant.MIN;
    private volatile String policy;
    private volatile boolean closed;

    private MeaningIndex(
            CatalogReader catalog,
            TextEmbedder embedder,
            MeaningStorage storage,
            Clock clock,
            Executor background,
            Runnable stopBackground) {
        this.catalog = catalog;
        this.texts = new TableTexts(catalog);
        this.embedder = embedder;
        this.storage = storage;
        this.clock = clock;
        this.background = background;
        this.stopBackground = stopBackground;
        this.policy = catalog.policy();
        this.applied = storage.sequence(SchemaIndex.origin(catalog));
        this.waiting = new AtomicBoolean(true);
        start();
    }

    /**
     * Opens the vectors in a folder, which is made when missing, and begins to compute what is missing.
     *
     * @param clock measures for how long a failing model is left alone
     * @throws StoreException when the folder cannot be used
     */
    public static MeaningIndex open(Path folder, CatalogReader catalog, TextEmbedder embedder, Clock clock) {
        requireNonNull(folder, "folder");
        return open(catalog, embedder, id -> MeaningStorage.open(folder, id), clock);
    }

    /** Vectors in memory, gone on {@link #close}. */
    public static MeaningIndex inMemory(CatalogReader catalog, TextEmbedder embedder, Clock clock) {
        return open(catalog, embedder, MeaningStorage::inMemory, clock);
    }

    private static MeaningIndex open(CatalogReader catalog, TextEmbedder embedder, Opener opener, Clock clock) {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "meaning-index");
            made.setDaemon(true);
            return made;
        });
        return open(catalog, embedder, opener, clock, thread, thread::shutdown);
    }

    /** For tests, which own time and threads. */
    static MeaningIndex open(
            CatalogReader catalog, TextEmbedder embedder, Opener opener, Clock clock, Executor background) {
        return open(catalog, embedder, opener, clock, background, () -> {});
    }

    private static MeaningIndex open(
            CatalogReader catalog,
            TextEmbedder embedder,
            Opener opener,
            Clock clock,
            Executor background,
            Runnable stopBackground) {
        requireNonNull(catalog, "catalog");
        requireNonNull(embedder, "embedder");
        try {
            MeaningStorage storage = opener.open(embedder.id());
            return new MeaningIndex(catalog, embedder, storage, clock, background, stopBackground);
        } catch (IOException | UncheckedIOException e) {
            throw failed("opening the vectors failed", e);
        }
    }

    @Override
    public Nearest near(String text, int limit, Set<SourceId> allowed) {
        requireNonNull(text, "text");
        boolean complete = look();
        int dimensions = storage.dimensions();
        if (dimensions == 0) {
            return new Nearest(List.of(), complete);
        }
        float[] vector = Vectors.of(embedder, List.of(text), dimensions).get(0);
        try {
            return new Nearest(storage.nearest(vector, limit, allowed), complete);
        } catch (IOException | UncheckedIOException e) {
            throw failed("searching the vectors failed", e);
        }
    }

    /** Says whether all is up to date, and if not sees to it that somebody works on it. */
    private boolean look() {
        if (isCurrent()) {
            return true;
        }
        if (!clock.instant().isBefore(pausedUntil) && waiting.compareAndSet(false, true)) {
            start();
        }
        return isCurrent();
    }

    private boolean isCurrent() {
        return applied == catalog.lastSequence() && policy.equals(catalog.policy());
    }

    private void start() {
        try {
            background.execute(this::work);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the vectors are closed; nothing is computed any more");
        }
    }

    private void work() {
        waiting.set(false);
        try {
            int unused = catchUp();
        } catch (RuntimeException failure) {
            pausedUntil = clock.instant().plus(PAUSE);
            if (!closed) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                LOG.warn(
                        "computing vectors failed ({}); it goes on after {}",
                        cause.getClass().getName(),
                        PAUSE);
            }
        }
    }

    /**
     * Computes what is missing now, and waits for it. What was computed before a failure is kept.
     *
     * @return how many texts were embedded
     */
    public int catchUp() {
        synchronized (working) {
            try {
                return update();
            } catch (IOException | UncheckedIOException e) {
                throw failed("writing the vectors failed", e);
            }
        }
    }

    private int update() throws IOException {
        String withheld = catalog.policy();
        String origin = SchemaIndex.origin(catalog);
        long upTo = catalog.lastSequence();
        int dimensions = Patience.ask(embedder::dimensions);
        if (dimensions < 1) {
            throw new Vectors.UnusableVectorException("has " + dimensions + " dimensions");
        }
        if (storage.dimensions() != 0 && storage.dimensions() != dimensions) {
            writing(storage::clear);
            applied = IndexStorage.NOTHING;
        }
        boolean knows = applied >= 0 && applied <= upTo && storage.sequence(origin) >= 0;
        if (knows && applied == upTo) {
            policy = withheld;
            return 0;
        }
        applied = knows ? applied : IndexStorage.NOTHING;
        Map<TableRef, String> wanted =
                knows ? texts.changed(applied, storage.hashes().keySet()) : texts.all();
        Map<TableRef, String> stored = storage.hashes();
        Set<TableRef> gone = new TreeSet<>(knows ? Set.of() : stored.keySet());
        gone.removeAll(wanted.keySet());
        List<Map.Entry<TableRef, String>> open = new ArrayList<>();
        for (Map.Entry<TableRef, String> entry : wanted.entrySet()) {
            if (entry.getValue().isEmpty()) {
                gone.add(entry.getKey());
            } else if (!MeaningText.hash(entry.getValue()).equals(stored.get(entry.getKey()))) {
                open.add(entry);
            }
        }
        embed(open, dimensions, origin);
        writing(() -> {
            for (TableRef ref : gone) {
                storage.remove(ref);
            }
            storage.commit(upTo, origin, embedder.id(), dimensions);
        });
        applied = upTo;
        policy = withheld;
        return open.size();
    }

    private void embed(List<Map.Entry<TableRef, String>> open, int dimensions, String origin) throws IOException {
        for (int from = 0; from < open.size(); from += BATCH) {
            List<Map.Entry<TableRef, String>> batch = open.subList(from, Math.min(open.size(), from + BATCH));
            List<String> batchTexts = batch.stream().map(Map.Entry::getValue).toList();
            List<float[]> vectors = Patience.ask(() -> Vectors.of(embedder, batchTexts, dimensions));
            writing(() -> {
                for (int i = 0; i < batchTexts.size(); i++) {
                    storage.put(batch.get(i).getKey(), MeaningText.hash(batchTexts.get(i)), vectors.get(i));
                }
                storage.commit(applied, origin, embedder.id(), dimensions);
            });
        }
    }

    /** Changes the files, unless they are closed by now: a model that answers late finds nobody. */
    private void writing(Step step) throws IOException {
        synchronized (changing) {
            if (closed) {
                throw new IllegalStateException("the vectors are closed");
            }
            step.run();
        }
    }

    /** Stops computing and releases the folder. */
    @Override
    public void close() {
        stopBackground.run();
        synchronized (changing) {
            closed = true;
            try {
                storage.close();
            } catch (IOException e) {
                throw failed("closing the vectors failed", e);
            } finally {
                texts.close();
            }
        }
    }

    private static StoreException failed(String what, Exception cause) {
        return new StoreException(ErrorCode.INDEX_FAILED, what + ": " + cause.getMessage(), cause);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** Opens the files for an embedder of that id. */
    @FunctionalInterface
    interface Opener {
        MeaningStorage open(String embedder) throws IOException;
    }
}
