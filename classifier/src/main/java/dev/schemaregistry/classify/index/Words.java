package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.QuestionWord;
import dev.schemaregistry.classify.TermVariant;
import dev.schemaregistry.thesaurus.Thesaurus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Splits identifiers, comments and questions into words in the same way, so that they meet. Thread-safe. */
final class Words implements AutoCloseable {
    /** Longer identifiers and comments say no more; bounds the work and the word numbers of a posting. */
    static final int MAX_ELEMENT_WORDS = 15;

    private final Analyzer splitter = new WordSplitter();
    private final WordForms forms = new WordForms();
    private final StopWords stopWords = StopWords.load();
    private final Abbreviations abbreviations = Abbreviations.load();

    /** The terms of an identifier, each with the index of the word it stands for; at most {@link #MAX_ELEMENT_WORDS} words. */
    Element element(String text) {
        List<String> plain = new ArrayList<>();
        split(text, (word, start, end) -> plain.add(word));
        List<String> kept = essential(plain);
        List<IndexedTerm> terms = new ArrayList<>();
        int words = 0;
        for (String word : kept) {
            if (words == MAX_ELEMENT_WORDS) {
                break;
            }
            words += addTerms(word, words, terms);
        }
        return new Element(terms, Math.min(words, MAX_ELEMENT_WORDS));
    }

    /** The distinct terms of running text; each counts as a word of its own, so that none needs the others. */
    Element prose(String text) {
        Set<IndexedTerm> terms = new LinkedHashSet<>();
        split(text, (word, start, end) -> {
            if (!stopWords.isGrammar(word) && !isNumber(word)) {
                addForms(word, 0, terms);
            }
        });
        return new Element(List.copyOf(terms), 1);
    }

    private int addTerms(String word, int at, List<IndexedTerm> terms) {
        addForms(word, at, terms);
        int width = 1;
        for (List<String> meaning : meaningsOf(word)) {
            for (int i = 0; i < meaning.size(); i++) {
                addForms(meaning.get(i), Math.min(at + i, MAX_ELEMENT_WORDS - 1), terms);
            }
            width = Math.max(width, meaning.size());
        }
        return width;
    }

    private void addForms(String word, int at, Collection<IndexedTerm> terms) {
        terms.add(new IndexedTerm(forms.singular(word), at));
        terms.add(new IndexedTerm(forms.root(word), at));
    }

    /** The words without numbers and stop words; all of them when nothing else is left. */
    private List<String> essential(List<String> words) {
        List<String> named = words.stream()
                .filter(word -> !isNumber(word) && !stopWords.isGrammar(word))
                .toList();
        return named.isEmpty() ? words : named;
    }

    /** The words of a question, stop words marked. */
    List<QuestionWord> question(String text) {
        List<Token> tokens = new ArrayList<>();
        split(text, (word, start, end) -> tokens.add(new Token(word, start, end)));
        boolean[] stop = stopWords.mark(tokens.stream().map(Token::plain).toList());
        boolean[] quoted = Quotes.inside(text);
        List<QuestionWord> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            words.add(new QuestionWord(
                    text.substring(token.start, token.end),
                    token.plain,
                    forms.singular(token.plain),
                    i,
                    i > 0 && Character.isUpperCase(text.charAt(token.start)),
                    quoted[token.start],
                    stop[i] || isNumber(token.plain)));
        }
        return words;
    }

    /** What a plain word may stand for, in singular form; each meaning is one or more terms. */
    List<List<String>> meanings(String plain) {
        return meaningsOf(plain).stream()
                .map(meaning -> meaning.stream().map(forms::singular).toList())
                .toList();
    }

    private List<List<String>> meaningsOf(String plain) {
        List<List<String>> exact = abbreviations.meanings(plain);
        return exact.isEmpty() ? abbreviations.meanings(forms.singular(plain)) : exact;
    }

    /** Words near in meaning, in singular form, nearest first. */
    List<TermVariant> related(String plain) {
        return Synonyms.THESAURUS.related(plain).stream()
                .map(near -> new TermVariant(forms.singular(near.word()), near.nearness()))
                .toList();
    }

    String singular(String plain) {
        return forms.singular(plain);
    }

    String root(String plain) {
        return forms.root(plain);
    }

    static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(Character::isDigit);
    }

    private void split(String text, TokenConsumer consumer) {
        try (TokenStream stream = splitter.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                consumer.accept(term.toString(), offset.startOffset(), offset.endOffset());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("splitting a text in memory failed", e);
        }
    }

    @Override
    public void close() {
        splitter.close();
        forms.close();
    }

    /** Read when the first question needs it, which many never do. */
    private static final class Synonyms {
        static final Thesaurus THESAURUS = Thesaurus.load();
    }

    /** An identifier taken apart. */
    record Element(List<IndexedTerm> terms, int wordCount) {}

    /** A term and the place of its word. */
    record IndexedTerm(String term, int wordIndex) {}

    private record Token(String plain, int start, int end) {}

    @FunctionalInterface
    private interface TokenConsumer {
        void accept(String word, int start, int end);
    }
}
