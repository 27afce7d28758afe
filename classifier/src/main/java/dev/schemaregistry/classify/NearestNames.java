package dev.schemaregistry.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names in the registry that look like words of a question that found nothing. */
final class NearestNames {
    private static final int MOST = 5;
    private static final int WORDS = 8;

    private NearestNames() {}

    static List<String> of(IndexView view, QuestionTerms terms) {
        Set<String> names = new TreeSet<>();
        for (int term = 0; term < Math.min(WORDS, terms.count()) && names.size() < MOST; term++) {
            for (TermVariant similar : view.similar(terms.word(term).term(), MOST)) {
                firstHolder(view, similar.term()).forEach(names::add);
            }
        }
        return List.copyOf(names).subList(0, Math.min(MOST, names.size()));
    }

    private static List<String> firstHolder(IndexView view, String term) {
        List<String> found = new ArrayList<>();
        view.postings(term, (node, field, element, wordIndex, wordCount) -> {
            if (found.isEmpty() && field == PostingField.NAME) {
                found.add(view.element(node, field, element).name());
            }
        });
        return found;
    }
}
