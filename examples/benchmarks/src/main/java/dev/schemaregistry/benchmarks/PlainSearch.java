package dev.schemaregistry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** A search engine as it comes: one document a table, any word of the question, the ten best by BM25. */
final class PlainSearch implements AutoCloseable {
    private static final int BEST = 10;

    private final Analyzer analyzer = new StandardAnalyzer();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private PlainSearch(List<String> texts) throws IOException {
        ByteBuffersDirectory files = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(files, new IndexWriterConfig(analyzer))) {
            for (String text : texts) {
                Document document = new Document();
                document.add(new TextField("text", text, Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        this.reader = DirectoryReader.open(files);
        this.searcher = new IndexSearcher(reader);
    }

    static PlainSearch of(List<String> texts) {
        try {
            return new PlainSearch(texts);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** How many were found, at most ten. */
    int search(String question) {
        try {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            words(question).forEach(word -> any.add(new TermQuery(new Term("text", word)), Occur.SHOULD));
            return searcher.search(any.build(), BEST).scoreDocs.length;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<String> words(String question) throws IOException {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", question)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(term.toString());
            }
            stream.end();
        }
        return words.stream().distinct().toList();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        analyzer.close();
    }
}
