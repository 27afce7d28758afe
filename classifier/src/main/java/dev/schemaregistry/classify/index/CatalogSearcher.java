package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.Directory;
import dev.schemaregistry.classify.Directory.TableEntry;
import dev.schemaregistry.classify.Memory;
import dev.schemaregistry.classify.index.SegmentContent.Entry;
import dev.schemaregistry.model.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/**
 * A searcher that knows which document is which table. Made for each state of the index, out of the one before: only segments that
 * are new are read. Immutable.
 */
final class CatalogSearcher extends IndexSearcher {
    private final Map<Object, SegmentContent> segments = new HashMap<>();
    private final Directory directory;
    private final int[] nodeOfDocument;
    private final int[] documentOfNode;
    private final Compounds compounds;
    private final NameCache names;
    private final Memory memory;

    CatalogSearcher(IndexReader reader, Words words, NameCache names, Optional<CatalogSearcher> before)
            throws IOException {
        super(reader);
        this.names = names;
        List<Entry> tables = new ArrayList<>();
        List<Entry> sources = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            SegmentContent segment = segment(leaf, before);
            addLive(leaf, segment.tables(), tables);
            addLive(leaf, segment.sources(), sources);
        }
        tables.sort(Entry.BY_TABLE);
        sources.sort(Entry.BY_SOURCE);
        this.directory = directory(tables, sources, before);
        this.nodeOfDocument = new int[reader.maxDoc()];
        this.documentOfNode = new int[directory.tableCount() + directory.sourceCount()];
        number(tables, sources);
        List<Set<String>> vocabularies =
                segments.values().stream().map(SegmentContent::vocabulary).toList();
        this.compounds = before.isPresent()
                ? before.get().compounds.with(vocabularies, words)
                : Compounds.of(vocabularies, words);
        this.memory = LuceneMemory.of(reader, directory);
    }

    private SegmentContent segment(LeafReaderContext leaf, Optional<CatalogSearcher> before) throws IOException {
        Object key = SegmentContent.key(leaf.reader());
        SegmentContent known =
                before.map(searcher -> searcher.segments.get(key)).orElse(null);
        SegmentContent segment = known == null ? SegmentContent.of(leaf.reader()) : known;
        segments.put(key, segment);
        return segment;
    }

    private static void addLive(LeafReaderContext leaf, List<Entry> entries, List<Entry> live) {
        Bits alive = leaf.reader().getLiveDocs();
        for (Entry entry : entries) {
            if (alive == null || alive.get(entry.document())) {
                live.add(entry.from(leaf.docBase));
            }
        }
    }

    private static Directory directory(List<Entry> tables, List<Entry> sources, Optional<CatalogSearcher> before) {
        Set<SourceId> ids = new TreeSet<>();
        addSources(sources, ids);
        addSources(tables, ids);
        List<TableEntry> entries =
                tables.stream().map(entry -> entry.head().table().orElseThrow()).toList();
        List<SourceId> sorted = List.copyOf(ids);
        return before.map(searcher -> searcher.directory.with(sorted, entries))
                .orElseGet(() -> new Directory(sorted, entries));
    }

    /** Both lists have the same source many times in a row. */
    private static void addSources(List<Entry> entries, Set<SourceId> ids) {
        Optional<SourceId> last = Optional.empty();
        for (Entry entry : entries) {
            if (last.isEmpty() || !last.get().equals(entry.head().source())) {
                last = Optional.of(entry.head().source());
                ids.add(entry.head().source());
            }
        }
    }

    private void number(List<Entry> tables, List<Entry> sources) {
        Arrays.fill(documentOfNode, -1);
        for (int table = 0; table < tables.size(); table++) {
            assign(tables.get(table).document(), table);
        }
        int source = 0;
        for (Entry entry : sources) {
            while (!directory.source(source).equals(entry.head().source())) {
                source++;
            }
            assign(entry.document(), tables.size() + source);
        }
    }

    private void assign(int document, int node) {
        nodeOfDocument[document] = node;
        documentOfNode[node] = document;
    }

    Directory directory() {
        return directory;
    }

    int nodeOf(int document) {
        return nodeOfDocument[document];
    }

    /** What a table's elements are called. */
    StoredNames names(int table) throws IOException {
        int document = documentOfNode[table];
        List<LeafReaderContext> leaves = getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        return names.of(leaf.reader(), document - leaf.docBase);
    }

    Memory memory() {
        return memory;
    }

    Compounds compounds() {
        return compounds;
    }
}
