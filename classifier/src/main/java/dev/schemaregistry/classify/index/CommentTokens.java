package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.PostingField;
import org.apache.lucene.document.Document;

/**
 * The comments of a document. A short first line reads like a second name of what it stands on and is indexed as a label; all
 * else is prose, cut into runs of words.
 */
final class CommentTokens {
    private static final int LABEL_WORDS = 5;
    private static final int MAX_CHARACTERS = 2_000;

    private final Words words;
    private final ElementTokens labels = new ElementTokens();
    private final ElementTokens prose = new ElementTokens();

    CommentTokens(Words words) {
        this.words = words;
    }

    void add(int element, String comment) {
        String text = comment.length() > MAX_CHARACTERS ? comment.substring(0, MAX_CHARACTERS) : comment;
        int lineEnd = text.indexOf('\n');
        String firstLine = lineEnd < 0 ? text : text.substring(0, lineEnd);
        Words.Element label = words.element(firstLine);
        boolean isLabel = label.wordCount() <= LABEL_WORDS;
        if (isLabel) {
            labels.add(element, label);
        }
        String rest = isLabel ? text.substring(firstLine.length()) : text;
        if (!rest.isBlank()) {
            prose.add(element, words.prose(rest));
        }
    }

    void addTo(Document document) {
        Documents.add(document, PostingField.LABEL, labels);
        Documents.add(document, PostingField.COMMENT, prose);
    }
}
