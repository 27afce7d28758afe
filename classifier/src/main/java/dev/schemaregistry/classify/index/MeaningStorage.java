package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.TableMeanings.Near;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The vectors on disk: one document a table. Written by one thread at a time, read by any. */
final class MeaningStorage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeaningStorage.class);

    private static final String FORMAT = "1";
    private static final String REF = "ref";
    private static final String HASH = "hash";
    private static final String VECTOR = "vector";
    private static final String EMBEDDER = "embedder";
    private static final String DIMENSIONS = "dimensions";
    /** So many are looked at, so that ties at the end of a short list fall the same way; fewer tables than that are compared exactly. */
    private static final int CANDIDATES = 1_000;

    private final Directory files;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile Map<String, String> data;

    private MeaningStorage(Directory files, String embedder) throws IOException {
        this.files = files;
        this.data = stored(files, embedder);
        if (data.isEmpty()) {
            IndexStorage.deleteIndexFiles(files);
        }
        this.writer = new IndexWriter(files, new IndexWriterConfig().setMergeScheduler(new SerialMergeScheduler()));
        this.searchers = new SearcherManager(writer, null);
    }

    /** Opens a folder; works in memory when another process owns it. */
    static MeaningStorage open(Path folder, String embedder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            IndexStorage.make(parent);
        }
        IndexStorage.make(folder);
        FSDirectory files = FSDirectory.open(folder);
        try {
            return new MeaningStorage(files, embedder);
        } catch (LockObtainFailedException owned) {
            LOG.info("the vectors in {} belong to another process; this one computes its own in memory", folder);
            files.close();
            return inMemory(embedder);
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    static MeaningStorage inMemory(String embedder) throws IOException {
        return new MeaningStorage(new ByteBuffersDirectory(), embedder);
    }

    /** What the files say of themselves; empty when they are missing, damaged or of another embedder. */
    private static Map<String, String> stored(Directory files, String embedder) throws IOException {
        if (!DirectoryReader.indexExists(files)) {
            return Map.of();
        }
        try (DirectoryReader reader = DirectoryReader.open(files)) {
            Map<String, String> data = Map.copyOf(reader.getIndexCommit().getUserData());
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            boolean ours = FORMAT.equals(data.get(IndexFormat.MARK)) && embedder.equals(data.get(EMBEDDER));
            return ours ? data : Map.of();
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the vectors are damaged and will be computed again: {}", e.getMessage());
            return Map.of();
        }
    }

    /** The last event whose tables all have their vectors; {@link IndexStorage#NOTHING} when that is not known of this registry. */
    long sequence(String origin) {
        return origin.equals(data.get(IndexFormat.ORIGIN))
                ? Long.parseLong(data.getOrDefault(IndexFormat.SEQUENCE, String.valueOf(IndexStorage.NOTHING)))
                : IndexStorage.NOTHING;
    }

    /** How many numbers the vectors have; 0 when there are none. */
    int dimensions() {
        return Integer.parseInt(data.getOrDefault(DIMENSIONS, "0"));
    }

    void clear() throws IOException {
        writer.deleteAll();
        writer.commit();
        searchers.maybeRefreshBlocking();
        data = Map.of();
    }

    void put(TableRef ref, String hash, float[] vector) throws IOException {
        Document document = new Document();
        Term key = Documents.key(ref);
        document.add(new StringField(key.field(), key.bytes(), Store.NO));
        document.add(new StringField(IndexFormat.OWNER, ref.source().value(), Store.NO));
        document.add(new StoredField(REF, ref.text()));
        document.add(new StoredField(HASH, hash));
        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        writer.updateDocument(key, document);
    }

    void remove(TableRef ref) throws IOException {
        writer.deleteDocuments(Documents.key(ref));
    }

    void commit(long sequence, String origin, String embedder, int dimensions) throws IOException {
        Map<String, String> now = new HashMap<>();
        now.put(IndexFormat.MARK, FORMAT);
        now.put(EMBEDDER, embedder);
        now.put(DIMENSIONS, String.valueOf(dimensions));
        now.put(IndexFormat.ORIGIN, origin);
        now.put(IndexFormat.SEQUENCE, String.valueOf(sequence));
        writer.setLiveCommitData(now.entrySet());
        writer.commit();
        searchers.maybeRefreshBlocking();
        data = Map.copyOf(now);
    }

    /** The hash of each table's text. */
    Map<TableRef, String> hashes() throws IOException {
        return reading(searcher -> {
            Map<TableRef, String> hashes = new HashMap<>();
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                StoredFields stored = leaf.reader().storedFields();
                for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                    if (leaf.reader().getLiveDocs() == null
                            || leaf.reader().getLiveDocs().get(doc)) {
                        Document document = stored.document(doc);
                        hashes.put(TableRef.parse(document.get(REF)), document.get(HASH));
                    }
                }
            }
            return hashes;
        });
    }

    /** The nearest to a vector of length 1, nearest first, then by reference. */
    List<Near> nearest(float[] vector, int limit, Set<SourceId> allowed) throws IOException {
        return reading(searcher -> {
            int looked = Math.max(limit, CANDIDATES);
            Query query = allowed.isEmpty()
                    ? new KnnFloatVectorQuery(VECTOR, vector, looked)
                    : new KnnFloatVectorQuery(VECTOR, vector, looked, owned(allowed));
            TopDocs top = searcher.search(query, looked);
            StoredFields stored = searcher.storedFields();
            List<Near> found = new ArrayList<>();
            for (ScoreDoc hit : top.scoreDocs) {
                TableRef ref =
                        TableRef.parse(stored.document(hit.doc, Set.of(REF)).get(REF));
                found.add(new Near(ref, 2.0 * hit.score - 1));
            }
            found.sort(Comparator.comparingDouble(Near::similarity).reversed().thenComparing(Near::ref));
            return found.subList(0, Math.min(limit, found.size()));
        });
    }

    private static Query owned(Set<SourceId> allowed) {
        return new TermInSetQuery(
                IndexFormat.OWNER,
                allowed.stream().map(id -> new BytesRef(id.value())).collect(Collectors.toSet()));
    }

    private <T> T reading(Reading<T> reading) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return reading.of(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        files.close();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(IndexSearcher searcher) throws IOException;
    }
}
