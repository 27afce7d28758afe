package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.index.Words.IndexedTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The words of all elements of one node in one field, at the positions that {@link Positions} describes. */
final class ElementTokens extends TokenStream {
    private final List<Token> tokens = new ArrayList<>();
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private int next;
    private int last;

    /** Adds an element; numbers must grow. */
    void add(int number, Words.Element element) {
        if (number >= Positions.MAX_ELEMENTS) {
            return;
        }
        element.terms().stream()
                .sorted(Comparator.comparingInt(IndexedTerm::wordIndex).thenComparing(IndexedTerm::term))
                .distinct()
                .forEach(t ->
                        tokens.add(new Token(t.term(), Positions.encode(number, element.wordCount(), t.wordIndex()))));
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    @Override
    public void reset() {
        next = 0;
        last = -1;
    }

    @Override
    public boolean incrementToken() {
        if (next == tokens.size()) {
            return false;
        }
        clearAttributes();
        Token token = tokens.get(next++);
        term.append(token.term);
        increment.setPositionIncrement(token.position - last);
        last = token.position;
        return true;
    }

    private record Token(String term, int position) {}
}
