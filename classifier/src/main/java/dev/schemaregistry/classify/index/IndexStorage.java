package dev.schemaregistry.classify.index;

import dev.schemaregistry.model.TableRef;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the index, its writer and its searchers. */
final class IndexStorage implements AutoCloseable {
    /** No usable content. */
    static final long NOTHING = -1;

    private static final Logger LOG = LoggerFactory.getLogger(IndexStorage.class);

    /** Megabytes of new documents that are held back before they become files. */
    private static final double BUFFER = 48;

    private static final String MARK = IndexFormat.mark();

    private final Directory files;
    private final String location;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Map<String, String> stored;

    private IndexStorage(Directory files, String location, Words words) throws IOException {
        this.files = files;
        this.location = location;
        this.stored = storedData(files);
        if (stored.isEmpty()) {
            deleteIndexFiles(files);
        }
        this.writer = new IndexWriter(files, new IndexWriterConfig().setRAMBufferSizeMB(BUFFER));
        try {
            this.searchers = new SearcherManager(writer, new Searchers(words));
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** Makes each searcher out of the one before. Called by one thread at a time. */
    private static final class Searchers extends SearcherFactory {
        private final Words words;
        private final NameCache names = new NameCache();
        private Optional<CatalogSearcher> last = Optional.empty();

        Searchers(Words words) {
            this.words = words;
        }

        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) throws IOException {
            CatalogSearcher searcher = new CatalogSearcher(reader, words, names, last);
            last = Optional.of(searcher);
            return searcher;
        }
    }

    /** Opens a folder; falls back to memory when another process owns it or it cannot be written. */
    static IndexStorage open(Path folder, Words words) throws IOException {
        try {
            make(folder);
            FSDirectory files = FSDirectory.open(folder);
            try {
                return new IndexStorage(files, folder.toString(), words);
            } catch (IOException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (LockObtainFailedException e) {
            LOG.info("the search index in {} belongs to another process; this one works on a copy in memory", folder);
            return memory("memory (" + folder + " belongs to another process)", words);
        } catch (FileSystemException e) {
            LOG.warn("the search index in {} cannot be written; this process works on a copy in memory", folder);
            return memory("memory (" + folder + " cannot be written)", words);
        }
    }

    /** For its owner only, like the registry whose words it holds; a folder that is there stays as it is. */
    static void make(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute) || absolute.getParent() == null) {
            return;
        }
        Files.createDirectories(absolute.getParent());
        boolean posix = absolute.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix) {
                Files.createDirectory(
                        absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(absolute);
            }
        } catch (FileAlreadyExistsException another) {
            LOG.debug("the folder {} was made by another process meanwhile", folder);
        }
    }

    static IndexStorage inMemory(Words words) throws IOException {
        return memory("memory", words);
    }

    /** What is left when a folder fails while it is in use. */
    static IndexStorage inMemory(String reason, Words words) throws IOException {
        return memory("memory (" + reason + ")", words);
    }

    /** In files of somebody else's making. */
    static IndexStorage in(Directory files, Words words) throws IOException {
        return new IndexStorage(files, files.toString(), words);
    }

    private static IndexStorage memory(String location, Words words) throws IOException {
        return new IndexStorage(new ByteBuffersDirectory(), location, words);
    }

    /** What the files say of themselves; empty when they are missing, damaged or of another format. */
    private static Map<String, String> storedData(Directory files) throws IOException {
        if (!DirectoryReader.indexExists(files)) {
            return Map.of();
        }
        try (DirectoryReader reader = DirectoryReader.open(files)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            if (!MARK.equals(data.get(IndexFormat.MARK))) {
                return Map.of();
            }
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            return Map.copyOf(data);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the search index is damaged and will be rebuilt: {}", e.getMessage());
            return Map.of();
        }
    }

    /** Makes room for a new index; what else lies in the folder stays. Only the owner of the folder may do so. */
    static void deleteIndexFiles(Directory files) throws IOException {
        try (Lock owned = files.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            for (String name : files.listAll()) {
                boolean isSegment =
                        IndexFileNames.CODEC_FILE_PATTERN.matcher(name).matches();
                if (isSegment
                        || name.startsWith(IndexFileNames.SEGMENTS)
                        || name.startsWith(IndexFileNames.PENDING_SEGMENTS)) {
                    owned.ensureValid();
                    files.deleteFile(name);
                }
            }
        }
    }

    IndexWriter writer() {
        return writer;
    }

    /** The last event in the files, or {@link #NOTHING} when they cannot be used for the registry of that origin. */
    long sequence(String origin) {
        try {
            return origin.equals(stored.get(IndexFormat.ORIGIN))
                    ? Long.parseLong(stored.getOrDefault(IndexFormat.SEQUENCE, String.valueOf(NOTHING)))
                    : NOTHING;
        } catch (NumberFormatException damaged) {
            return NOTHING;
        }
    }

    String location() {
        return location;
    }

    void note(long applied, String origin) {
        Map<String, String> data = Map.of(
                IndexFormat.MARK, MARK, IndexFormat.SEQUENCE, String.valueOf(applied), IndexFormat.ORIGIN, origin);
        writer.setLiveCommitData(data.entrySet());
    }

    void commit(long applied, String origin) throws IOException {
        note(applied, origin);
        writer.commit();
    }

    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    CatalogSearcher acquire() throws IOException {
        return (CatalogSearcher) searchers.acquire();
    }

    void release(CatalogSearcher searcher) throws IOException {
        searchers.release(searcher);
    }

    /** Tables whose document names the entity. */
    List<TableRef> tablesHolding(String entity) throws IOException {
        CatalogSearcher searcher = acquire();
        try {
            TermQuery query = new TermQuery(new Term(IndexFormat.ENTITY_NAME, entity));
            int most = Math.max(1, searcher.getIndexReader().maxDoc());
            List<TableRef> refs = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(query, most).scoreDocs) {
                refs.add(searcher.directory().table(searcher.nodeOf(hit.doc)).ref());
            }
            return refs;
        } finally {
            release(searcher);
        }
    }

    long sizeInBytes() throws IOException {
        long size = 0;
        for (String file : files.listAll()) {
            size += files.fileLength(file);
        }
        return size;
    }

    /** Whether it can still be written to: not after its files failed it. */
    boolean isUsable() {
        return writer.isOpen() && writer.getTragicException() == null;
    }

    /** Gives up what was not committed, and the folder; what readers see stays until {@link #close}. */
    void abandon() {
        try {
            writer.rollback();
        } catch (IOException | RuntimeException e) {
            LOG.debug("giving up the search index in {}: {}", location, e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try (files) {
            searchers.close();
            if (isUsable()) {
                writer.close();
            }
        }
    }
}
