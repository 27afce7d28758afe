package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.PostingField;
import dev.schemaregistry.classify.TermVariant;
import dev.schemaregistry.model.EditDistance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;
import org.jspecify.annotations.Nullable;

/** Index terms a typing error away from a word. Bounded: one or two edits, the first letter right, names and labels only. */
final class SimilarTerms {
    private static final int SHORTEST = 5;
    private static final int SHORTEST_FOR_TWO_EDITS = 8;
    private static final int LONGEST = 30;
    private static final int SAME_AT_START = 1;
    private static final int ASCII = 0x7F;

    private SimilarTerms() {}

    static List<TermVariant> of(List<LeafReaderContext> leaves, String word, int limit) throws IOException {
        if (word.length() < SHORTEST || word.length() > LONGEST) {
            return List.of();
        }
        int edits = word.length() < SHORTEST_FOR_TWO_EDITS ? 1 : 2;
        CompiledAutomaton near = automaton(word, edits);
        SortedMap<String, Double> found = new TreeMap<>();
        for (PostingField field : List.of(PostingField.NAME, PostingField.LABEL)) {
            String name = IndexFormat.postings(field);
            for (LeafReaderContext leaf : leaves) {
                collect(leaf.reader().terms(name), near, word, found);
            }
        }
        List<TermVariant> variants = new ArrayList<>();
        found.forEach((term, quality) -> variants.add(new TermVariant(term, quality)));
        variants.sort(
                Comparator.comparingDouble(TermVariant::quality).reversed().thenComparing(TermVariant::term));
        return variants.subList(0, Math.min(limit, variants.size()));
    }

    /** Of a word in ASCII the terms in ASCII only, which makes for a far smaller automaton. */
    private static CompiledAutomaton automaton(String word, int edits) {
        if (word.codePoints().anyMatch(c -> c > ASCII)) {
            return FuzzyQuery.getFuzzyAutomaton(word, edits, SAME_AT_START, true);
        }
        int[] rest = word.substring(SAME_AT_START).codePoints().toArray();
        Automaton near =
                new LevenshteinAutomata(rest, ASCII, true).toAutomaton(edits, word.substring(0, SAME_AT_START));
        return new CompiledAutomaton(near, true, false, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT, true);
    }

    private static void collect(
            @Nullable Terms terms, CompiledAutomaton near, String word, SortedMap<String, Double> found)
            throws IOException {
        if (terms == null) {
            return;
        }
        TermsEnum candidates = near.getTermsEnum(terms);
        while (candidates.next() != null) {
            String term = candidates.term().utf8ToString();
            double quality = 1 - (double) EditDistance.between(term, word) / Math.max(term.length(), word.length());
            found.merge(term, quality, Math::max);
        }
    }
}
