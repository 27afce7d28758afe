package dev.schemaregistry.classify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Names in the registry that look like words of a question that found nothing. */
final class NearestNames {
    private static final int MOST = 5;
    private static final int WORDS = 8;

    private NearestNames() {}

    /** @param allowed the sources whose names may be given, by number */
    static List<String> of(IndexView view, QuestionTerms terms, IntPredicate allowed) {
        Set<String> names = new TreeSet<>();
        for (int term = 0; term < Math.min(WORDS, terms.count()) && names.size() < MOST; term++) {
            for (TermVariant similar : view.similar(terms.word(term).term(), MOST)) {
                firstHolder(view, similar.term(), allowed).ifPresent(names::add);
            }
        }
        return List.copyOf(names).subList(0, Math.min(MOST, names.size()));
    }

    /** Of all that hold the term in a name the first in the order of the directory, whatever the order in the index. */
    private static Optional<String> firstHolder(IndexView view, String term, IntPredicate allowed) {
        Directory directory = view.directory();
        int[] first = {Integer.MAX_VALUE, 0};
        view.postings(term, (node, field, element, wordIndex, wordCount) -> {
            boolean earlier = node < first[0] || (node == first[0] && element < first[1]);
            int source = node < directory.tableCount() ? directory.sourceOf(node) : node - directory.tableCount();
            if (field == PostingField.NAME && earlier && allowed.test(source)) {
                first[0] = node;
                first[1] = element;
            }
        });
        return first[0] == Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(
                        view.element(first[0], PostingField.NAME, first[1]).name());
    }
}
