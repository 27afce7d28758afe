package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.Directory;
import dev.schemaregistry.classify.Memory;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** The remembered questions of one state of the index. Built once for it; immutable. Their words stay in the index's postings. */
final class LuceneMemory implements Memory {
    /** After that time a remembered question counts half. */
    private static final Duration HALF_LIFE = Duration.ofDays(180);

    private final IndexReader reader;
    private final List<Remembered> questions = new ArrayList<>();
    private final int[] numberOfDocument;
    private final int[] confirmed;

    private LuceneMemory(IndexReader reader, Directory directory, List<Entry> entries) {
        this.reader = reader;
        this.numberOfDocument = new int[reader.maxDoc()];
        this.confirmed = new int[directory.sourceCount()];
        Map<String, Integer> holding = new HashMap<>();
        entries.forEach(entry -> entry.head.roots().forEach(root -> holding.merge(root, 1, Integer::sum)));
        long newest =
                entries.stream().mapToLong(entry -> entry.head.said()).max().orElse(0);
        for (Entry entry : entries) {
            numberOfDocument[entry.document] = questions.size();
            Remembered question = remembered(entry.head, newest, directory, holding, entries.size());
            questions.add(question);
            if (question.confirmed()) {
                question.sources().forEach(source -> confirmed[source]++);
            }
        }
    }

    static Memory of(IndexReader reader, Directory directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            BinaryDocValues heads = leaf.reader().getBinaryDocValues(FeedbackDocuments.HEAD);
            Bits live = leaf.reader().getLiveDocs();
            while (heads != null && heads.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
                if (live == null || live.get(heads.docID())) {
                    entries.add(new Entry(leaf.docBase + heads.docID(), FeedbackHead.read(heads.binaryValue())));
                }
            }
        }
        entries.sort(Comparator.comparing(entry -> entry.head.id()));
        return entries.isEmpty() ? NONE : new LuceneMemory(reader, directory, entries);
    }

    private static Remembered remembered(
            FeedbackHead head, long newest, Directory directory, Map<String, Integer> holding, int all) {
        double length = 0;
        for (String root : head.roots()) {
            double rarity = Memory.rarity(holding.getOrDefault(root, 0), all);
            length += rarity * rarity;
        }
        double age = (double) (newest - head.said()) / HALF_LIFE.toMillis();
        return new Remembered(
                head.confirmed(),
                Math.pow(0.5, age),
                sources(head, directory),
                tables(head, directory),
                Math.sqrt(length),
                head.wording());
    }

    /** A rejection that names tables says nothing of their source. */
    private static List<Integer> sources(FeedbackHead head, Directory directory) {
        List<Integer> numbers = new ArrayList<>();
        for (SourceId source : head.sources()) {
            boolean byTable =
                    head.tables().stream().anyMatch(table -> table.source().equals(source));
            int number = directory.numberOf(source);
            if (number >= 0 && (head.confirmed() || !byTable)) {
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }

    private static List<Integer> tables(FeedbackHead head, Directory directory) {
        List<Integer> numbers = new ArrayList<>();
        for (TableRef table : head.tables()) {
            int number = directory.numberOf(table);
            if (number >= 0) {
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }

    @Override
    public int size() {
        return questions.size();
    }

    @Override
    public Remembered question(int number) {
        return questions.get(number);
    }

    @Override
    public int confirmedOf(int source) {
        return confirmed[source];
    }

    @Override
    public void holding(String root, IntConsumer numbers) {
        try {
            int[] found = new int[questions.size()];
            int count = 0;
            for (LeafReaderContext leaf : reader.leaves()) {
                count = collect(leaf, root, found, count);
            }
            Arrays.sort(found, 0, count);
            for (int i = 0; i < count; i++) {
                numbers.accept(found[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the search index cannot be read", e);
        }
    }

    private int collect(LeafReaderContext leaf, String root, int[] found, int from) throws IOException {
        Terms terms = leaf.reader().terms(FeedbackDocuments.ROOTS);
        if (terms == null) {
            return from;
        }
        TermsEnum cursor = terms.iterator();
        if (!cursor.seekExact(new BytesRef(root))) {
            return from;
        }
        Bits live = leaf.reader().getLiveDocs();
        PostingsEnum documents = cursor.postings(null, PostingsEnum.NONE);
        int count = from;
        while (documents.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
            if (live == null || live.get(documents.docID())) {
                found[count++] = numberOfDocument[leaf.docBase + documents.docID()];
            }
        }
        return count;
    }

    private record Entry(int document, FeedbackHead head) {}
}
