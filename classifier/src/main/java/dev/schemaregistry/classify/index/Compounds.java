package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.PostingField;
import dev.schemaregistry.classify.TermVariant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;

/**
 * Names whose words are run together, such as {@code gasstation}, found through the words in them. The index's own vocabulary
 * says what a word is, so the answer depends only on what is indexed, not on the order in which it came. Immutable.
 */
final class Compounds {
    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_COMPOUND = 7;
    private static final int LONGEST_COMPOUND = 40;

    private final Map<String, List<TermVariant>> compoundsOfPart;

    private Compounds(Map<String, List<TermVariant>> compoundsOfPart) {
        this.compoundsOfPart = compoundsOfPart;
    }

    static Compounds of(IndexReader reader, Words words) throws IOException {
        Set<String> vocabulary = vocabulary(reader);
        Map<String, List<TermVariant>> found = new HashMap<>();
        for (String term : new TreeSet<>(vocabulary)) {
            List<String> parts = parts(term, vocabulary);
            for (String part : new HashSet<>(parts)) {
                double quality = (double) part.length() / term.length();
                found.computeIfAbsent(words.singular(part), k -> new ArrayList<>())
                        .add(new TermVariant(term, Math.min(1, quality)));
            }
        }
        return new Compounds(found);
    }

    private static Set<String> vocabulary(IndexReader reader) throws IOException {
        Set<String> vocabulary = new HashSet<>();
        for (PostingField field : new PostingField[] {PostingField.NAME, PostingField.LABEL}) {
            Terms terms = MultiTerms.getTerms(reader, IndexFormat.postings(field));
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

    /** The fewest words that the term is made of; empty when it is no compound. */
    static List<String> parts(String term, Set<String> vocabulary) {
        if (term.length() < SHORTEST_COMPOUND || term.length() > LONGEST_COMPOUND) {
            return List.of();
        }
        for (int pieces = 2; pieces <= 4; pieces++) {
            List<String> parts = split(term, 0, pieces, vocabulary);
            if (!parts.isEmpty()) {
                return parts;
            }
        }
        return List.of();
    }

    private static List<String> split(String term, int from, int pieces, Set<String> vocabulary) {
        if (pieces == 1) {
            String rest = term.substring(from);
            return isWord(rest, vocabulary) ? List.of(rest) : List.of();
        }
        for (int end = term.length() - SHORTEST_PART; end >= from + SHORTEST_PART; end--) {
            String first = term.substring(from, end);
            if (!isWord(first, vocabulary)) {
                continue;
            }
            List<String> rest = split(term, end, pieces - 1, vocabulary);
            if (!rest.isEmpty()) {
                List<String> parts = new ArrayList<>();
                parts.add(first);
                parts.addAll(rest);
                return parts;
            }
        }
        return List.of();
    }

    private static boolean isWord(String part, Set<String> vocabulary) {
        return part.length() >= SHORTEST_PART && vocabulary.contains(part);
    }

    /** Index terms that hold this term as a part, each with the share of letters it makes up; sorted by term. */
    List<TermVariant> holding(String term) {
        return compoundsOfPart.getOrDefault(term, List.of());
    }
}
