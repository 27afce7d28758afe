package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.Directory;
import dev.schemaregistry.classify.IndexView;
import dev.schemaregistry.classify.Memory;
import dev.schemaregistry.classify.Place;
import dev.schemaregistry.classify.PostingField;
import dev.schemaregistry.classify.QuestionWord;
import dev.schemaregistry.classify.TermVariant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A view on one searcher. Keeps its term cursors, so it is good for one reader on one thread. */
final class LuceneView implements IndexView {
    private static final double ABBREVIATION = 0.9;
    private static final double ROOT = 0.85;
    private static final double COMPOUND = 0.9;
    private static final double SPLIT = 0.7;
    private static final Set<PostingField> NAMES =
            EnumSet.of(PostingField.NAME, PostingField.LABEL, PostingField.ENTITY);
    private static final Set<PostingField> EVERYWHERE = EnumSet.allOf(PostingField.class);

    private final CatalogSearcher searcher;
    private final Words words;
    private final long revision;
    private final boolean complete;
    private final List<LeafReaderContext> leaves;
    private final @Nullable TermsEnum[] cursors;
    private final @Nullable PostingsEnum[] postings;

    LuceneView(CatalogSearcher searcher, Words words, long revision, boolean complete) {
        this.searcher = searcher;
        this.words = words;
        this.revision = revision;
        this.complete = complete;
        this.leaves = searcher.getIndexReader().leaves();
        this.cursors = new TermsEnum[leaves.size() * PostingField.count()];
        this.postings = new PostingsEnum[cursors.length];
        for (int i = 0; i < cursors.length; i++) {
            cursors[i] = openCursor(leaves.get(i / PostingField.count()), PostingField.at(i % PostingField.count()));
        }
    }

    private static @Nullable TermsEnum openCursor(LeafReaderContext leaf, PostingField field) {
        try {
            Terms terms = leaf.reader().terms(IndexFormat.postings(field));
            return terms == null ? null : terms.iterator();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Directory directory() {
        return searcher.directory();
    }

    @Override
    public Memory memory() {
        return searcher.memory();
    }

    @Override
    public List<QuestionWord> words(String text) {
        return words.question(text);
    }

    @Override
    public String root(QuestionWord word) {
        return words.root(word.plain());
    }

    @Override
    public List<TermVariant> variants(QuestionWord word) {
        List<TermVariant> variants = new ArrayList<>();
        variants.add(new TermVariant(words.root(word.plain()), ROOT));
        for (List<String> meaning : words.meanings(word.plain())) {
            double quality = ABBREVIATION / meaning.size();
            meaning.forEach(term -> variants.add(new TermVariant(term, quality)));
        }
        for (TermVariant compound : searcher.compounds().holding(word.term())) {
            variants.add(new TermVariant(compound.term(), COMPOUND * compound.quality()));
        }
        if (!knows(word.term())) {
            parts(word.plain()).forEach(part -> variants.add(new TermVariant(words.singular(part), SPLIT)));
        }
        return variants;
    }

    /** Two known words that a joined one is made of. */
    private List<String> parts(String plain) {
        for (int end = plain.length() - 3; end >= 3; end--) {
            String first = plain.substring(0, end);
            String second = plain.substring(end);
            if (knows(words.singular(first)) && knows(words.singular(second))) {
                return List.of(first, second);
            }
        }
        return List.of();
    }

    @Override
    public Optional<String> joined(QuestionWord first, QuestionWord second) {
        String term = words.singular(first.plain() + second.plain());
        return knows(term) ? Optional.of(term) : Optional.empty();
    }

    @Override
    public List<TermVariant> related(QuestionWord word) {
        return words.related(word.plain());
    }

    @Override
    public boolean isInName(String term) {
        return isIn(term, NAMES);
    }

    @Override
    public boolean knows(String term) {
        return isIn(term, EVERYWHERE);
    }

    private boolean isIn(String term, Set<PostingField> fields) {
        BytesRef bytes = new BytesRef(term);
        try {
            for (int i = 0; i < cursors.length; i++) {
                TermsEnum cursor = cursors[i];
                if (cursor != null
                        && fields.contains(PostingField.at(i % PostingField.count()))
                        && cursor.seekExact(bytes)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void postings(String term, PostingConsumer consumer) {
        BytesRef bytes = new BytesRef(term);
        try {
            for (int i = 0; i < cursors.length; i++) {
                TermsEnum cursor = cursors[i];
                if (cursor != null && cursor.seekExact(bytes)) {
                    PostingsEnum found = cursor.postings(postings[i], PostingsEnum.POSITIONS);
                    postings[i] = found;
                    LeafReaderContext leaf = leaves.get(i / PostingField.count());
                    hand(found, leaf, PostingField.at(i % PostingField.count()), consumer);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void hand(PostingsEnum found, LeafReaderContext leaf, PostingField field, PostingConsumer consumer)
            throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        for (int doc = found.nextDoc(); doc != PostingsEnum.NO_MORE_DOCS; doc = found.nextDoc()) {
            if (live != null && !live.get(doc)) {
                continue;
            }
            int node = searcher.nodeOf(leaf.docBase + doc);
            for (int left = found.freq(); left > 0; left--) {
                int position = found.nextPosition();
                consumer.accept(
                        node,
                        field,
                        Positions.element(position),
                        Positions.wordIndex(position),
                        Positions.wordCount(position));
            }
        }
    }

    @Override
    public List<TermVariant> similar(String term, int limit) {
        try {
            return SimilarTerms.of(leaves, term, limit);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Element element(int node, PostingField field, int element) {
        boolean isTable = node < directory().tableCount();
        if (!isTable) {
            String id = directory().source(node - directory().tableCount()).value();
            return new Element(field == PostingField.NAME ? Place.SOURCE : Place.SOURCE_DESCRIPTION, id);
        }
        String table = directory().table(node).ref().table().name();
        return switch (field) {
            case NAME ->
                element == 0 ? new Element(Place.TABLE, table) : new Element(Place.FIELD, fieldName(node, element));
            case LABEL, COMMENT ->
                element == 0
                        ? new Element(Place.TABLE_COMMENT, table)
                        : new Element(Place.FIELD_COMMENT, fieldName(node, element));
            case ENTITY -> new Element(Place.ENTITY, names(node).entities().get(element));
            case VALUE -> new Element(Place.VALUE, fieldName(node, fieldNumber(node, field, element)));
        };
    }

    private String fieldName(int node, int element) {
        return names(node).fields().get(element - 1);
    }

    @Override
    public int fieldNumber(int node, PostingField field, int element) {
        return switch (field) {
            case NAME, LABEL, COMMENT -> element;
            case ENTITY -> 0;
            case VALUE -> names(node).valueFields().get(element);
        };
    }

    @Override
    public List<String> keyFields(int node) {
        return names(node).keyFields();
    }

    private StoredNames names(int table) {
        try {
            return searcher.names(table);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("the search index cannot be read", e);
    }
}
