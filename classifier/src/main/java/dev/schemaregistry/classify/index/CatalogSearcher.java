package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.Directory;
import dev.schemaregistry.classify.Directory.TableEntry;
import dev.schemaregistry.classify.Memory;
import dev.schemaregistry.model.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/** A searcher that knows which document is which table. Built once for each state of the index; immutable. */
final class CatalogSearcher extends IndexSearcher {
    private final Directory directory;
    private final int[] nodeOfDocument;
    private final int[] documentOfNode;
    private final Compounds compounds;
    private final Memory memory;
    private final AtomicReferenceArray<StoredNames> names;

    CatalogSearcher(IndexReader reader, Words words) throws IOException {
        super(reader);
        List<Entry> tables = new ArrayList<>();
        List<Entry> sources = new ArrayList<>();
        readHeads(reader, tables, sources);
        tables.sort(
                Comparator.comparing(entry -> entry.head.table().orElseThrow().ref()));
        sources.sort(Comparator.comparing(entry -> entry.head.source()));
        this.directory = directory(tables, sources);
        this.nodeOfDocument = new int[reader.maxDoc()];
        this.documentOfNode = new int[directory.tableCount() + directory.sourceCount()];
        number(tables, sources);
        this.compounds = Compounds.of(reader, words);
        this.memory = LuceneMemory.of(reader, directory);
        this.names = new AtomicReferenceArray<>(documentOfNode.length);
    }

    private static void readHeads(IndexReader reader, List<Entry> tables, List<Entry> sources) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            BinaryDocValues heads = leaf.reader().getBinaryDocValues(IndexFormat.HEAD);
            Bits live = leaf.reader().getLiveDocs();
            if (heads == null) {
                continue;
            }
            for (int doc = heads.nextDoc(); doc != BinaryDocValues.NO_MORE_DOCS; doc = heads.nextDoc()) {
                if (live == null || live.get(doc)) {
                    Entry entry = new Entry(leaf.docBase + doc, Head.read(heads.binaryValue()));
                    (entry.head.table().isPresent() ? tables : sources).add(entry);
                }
            }
        }
    }

    private static Directory directory(List<Entry> tables, List<Entry> sources) {
        Set<SourceId> ids = new TreeSet<>();
        sources.forEach(entry -> ids.add(entry.head.source()));
        tables.forEach(entry -> ids.add(entry.head.source()));
        List<TableEntry> entries =
                tables.stream().map(entry -> entry.head.table().orElseThrow()).toList();
        return new Directory(List.copyOf(ids), entries);
    }

    private void number(List<Entry> tables, List<Entry> sources) {
        Arrays.fill(documentOfNode, -1);
        for (int table = 0; table < tables.size(); table++) {
            assign(tables.get(table).document, table);
        }
        int source = 0;
        for (Entry entry : sources) {
            while (!directory.source(source).equals(entry.head.source())) {
                source++;
            }
            assign(entry.document, tables.size() + source);
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

    /** What a table's elements are called; read at first use, then kept. */
    StoredNames names(int table) throws IOException {
        StoredNames known = names.get(table);
        if (known != null) {
            return known;
        }
        StoredNames read = StoredNames.of(storedFields().document(documentOfNode[table]));
        names.set(table, read);
        return read;
    }

    Memory memory() {
        return memory;
    }

    Compounds compounds() {
        return compounds;
    }

    private record Entry(int document, Head head) {}
}
