package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.Memory;
import dev.schemaregistry.classify.QuestionWord;
import dev.schemaregistry.model.Feedback;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;

/**
 * Remembered questions as documents. They lie beside those of tables and sources, in fields of their own, so that neither disturbs
 * the other.
 */
final class FeedbackDocuments {
    /** The roots of the telling words. */
    static final String ROOTS = "p_question";
    /** What the memory needs of a document. */
    static final String HEAD = "feedback";

    private final Words words;

    FeedbackDocuments(Words words) {
        this.words = words;
    }

    static Term key(String id) {
        return new Term(IndexFormat.KEY, "f:" + id);
    }

    Document of(Feedback feedback) throws IOException {
        Term key = key(feedback.id());
        Set<String> roots = new TreeSet<>();
        List<QuestionWord> said = words.question(feedback.question());
        said.stream()
                .filter(Memory::isTelling)
                .map(word -> words.root(word.plain()))
                .forEach(roots::add);
        Document document = new Document();
        document.add(new StringField(key.field(), key.text(), Store.NO));
        document.add(new BinaryDocValuesField(HEAD, FeedbackHead.of(feedback, roots, Memory.wording(said))));
        roots.forEach(root -> document.add(new StringField(ROOTS, root, Store.NO)));
        return document;
    }
}
