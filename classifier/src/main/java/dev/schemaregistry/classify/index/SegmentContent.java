package dev.schemaregistry.classify.index;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.PostingField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;

/**
 * What one segment of the index holds: its heads, sorted, and the words of its names. A segment never changes but for the documents
 * deleted from it, so this is read once and kept as long as the segment is in use.
 *
 * @param tables in the order of their references, deleted ones included
 * @param sources in the order of their ids, deleted ones included
 */
record SegmentContent(List<Entry> tables, List<Entry> sources, Set<String> vocabulary) {
    static SegmentContent of(LeafReader segment) throws IOException {
        List<Entry> tables = new ArrayList<>();
        List<Entry> sources = new ArrayList<>();
        BinaryDocValues heads = segment.getBinaryDocValues(IndexFormat.HEAD);
        while (heads != null && heads.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
            Entry entry = new Entry(heads.docID(), Head.read(heads.binaryValue()));
            (entry.head.table().isPresent() ? tables : sources).add(entry);
        }
        tables.sort(Entry.BY_TABLE);
        sources.sort(Entry.BY_SOURCE);
        return new SegmentContent(tables, sources, vocabulary(segment));
    }

    /** What stays the same while documents are deleted from the segment. */
    static Object key(LeafReader segment) {
        return requireNonNull(segment.getCoreCacheHelper(), "core of a segment").getKey();
    }

    private static Set<String> vocabulary(LeafReader segment) throws IOException {
        Set<String> vocabulary = new HashSet<>();
        for (PostingField field : new PostingField[] {PostingField.NAME, PostingField.LABEL}) {
            Terms terms = segment.terms(IndexFormat.postings(field));
            if (terms == null) {
                continue;
            }
            TermsEnum all = terms.iterator();
            while (all.next() != null) {
                String term = all.term().utf8ToString();
                if (!WordForms.isRoot(term)) {
                    vocabulary.add(term);
                }
            }
        }
        return vocabulary;
    }

    /** A document by its number within the segment. */
    record Entry(int document, Head head) {
        static final Comparator<Entry> BY_TABLE =
                Comparator.comparing(entry -> entry.head.table().orElseThrow().ref());
        static final Comparator<Entry> BY_SOURCE = Comparator.comparing(entry -> entry.head.source());

        /** The same, counted from the start of the index. */
        Entry from(int first) {
            return new Entry(first + document, head);
        }
    }
}
