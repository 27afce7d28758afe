package dev.schemaregistry.classify.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The two forms under which a word is indexed: the singular, which keeps names apart, and the root, which lets {@code rated}
 * meet {@code rating} and counts a little less. Thread-safe.
 */
final class WordForms implements AutoCloseable {
    /** Marks a root, so that it cannot be taken for a word. */
    private static final char ROOT = '~';

    private final Analyzer singular = new OneFilter(EnglishMinimalStemFilter::new);
    private final Analyzer root = new OneFilter(PorterStemFilter::new);

    String singular(String word) {
        return only(singular, word);
    }

    String root(String word) {
        return ROOT + only(root, word);
    }

    static boolean isRoot(String term) {
        return term.charAt(0) == ROOT;
    }

    private static String only(Analyzer analyzer, String word) {
        try (TokenStream stream = analyzer.tokenStream("", word)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            String form = stream.incrementToken() ? term.toString() : word;
            stream.end();
            return form;
        } catch (IOException e) {
            throw new UncheckedIOException("stemming a word in memory failed", e);
        }
    }

    @Override
    public void close() {
        singular.close();
        root.close();
    }

    /** Takes a text as one word and cuts its ending. */
    private static final class OneFilter extends Analyzer {
        private final Function<TokenStream, TokenStream> filter;

        OneFilter(Function<TokenStream, TokenStream> filter) {
            this.filter = filter;
        }

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            Tokenizer tokenizer = new KeywordTokenizer();
            return new TokenStreamComponents(tokenizer, filter.apply(tokenizer));
        }
    }
}
