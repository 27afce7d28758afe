package dev.schemaregistry.classify;

import dev.schemaregistry.model.SourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers one search on one state of the index. */
final class SearchReader {
    /** What a field gains from words that its table explains: "customer email" wants the e-mail of the customers. */
    private static final double TABLE_HELPS = 0.5;

    private static final Comparator<Found> ORDER = Comparator.comparingDouble(Found::score)
            .reversed()
            .thenComparing(Found::node)
            .thenComparing(Found::field);

    private final IndexView view;
    private final Directory directory;
    private final SchemaSearch search;
    private final QuestionTerms terms;
    private final Weights weights;
    private final Map<Integer, Map<Integer, double[]>> found = new HashMap<>();

    SearchReader(IndexView view, SchemaSearch search, Weights weights) {
        this.view = view;
        this.directory = view.directory();
        this.search = search;
        this.weights = weights;
        this.terms = QuestionTerms.of(search.text(), view, weights, Vocabulary.NONE);
    }

    SearchResult search() {
        collect();
        List<Found> all = ranked();
        int from = Math.min(search.offset(), all.size());
        int to = Math.min(from + search.limit(), all.size());
        List<SearchHit> page = all.subList(from, to).stream().map(this::hit).toList();
        List<String> nearest = all.isEmpty() ? NearestNames.of(view, terms, this::isAllowed) : List.of();
        OptionalInt next = to < all.size() ? OptionalInt.of(to) : OptionalInt.empty();
        return new SearchResult(page, all.size(), next, nearest, view.revision());
    }

    private void collect() {
        Hits hits = Hits.of(view, terms.variants());
        ElementScore score = new ElementScore(terms, weights, directory.tableCount());
        for (int from = 0, to = 0; from < hits.size(); from = to) {
            to = hits.endOfElement(from);
            long element = hits.element(from);
            int node = Hits.node(element);
            if (node < directory.tableCount() && isAllowed(directory.sourceOf(node))) {
                add(element, score.of(hits, from, to), score);
            }
        }
    }

    private boolean isAllowed(int source) {
        SourceId id = directory.source(source);
        return search.sources().isEmpty() || search.sources().contains(id);
    }

    private void add(long packed, long explained, ElementScore score) {
        int field = view.fieldNumber(Hits.node(packed), Hits.field(packed), Hits.number(packed));
        double[] best = found.computeIfAbsent(Hits.node(packed), k -> new HashMap<>())
                .computeIfAbsent(field, k -> new double[terms.count()]);
        for (long left = explained; left != 0; left &= left - 1) {
            int term = Long.numberOfTrailingZeros(left);
            best[term] = Math.max(best[term], score.weight(term));
        }
    }

    private List<Found> ranked() {
        List<Found> all = new ArrayList<>();
        found.forEach((node, elements) -> {
            double[] table = elements.getOrDefault(0, new double[terms.count()]);
            elements.forEach((field, best) -> {
                double score = Arrays.stream(best).sum();
                if (field > 0) {
                    for (int term = 0; term < best.length; term++) {
                        score += TABLE_HELPS * Math.max(0, table[term] - best[term]);
                    }
                }
                all.add(new Found(node, field, wordsOf(best), score));
            });
        });
        all.sort(ORDER);
        return all;
    }

    private SearchHit hit(Found found) {
        Directory.TableEntry table = directory.table(found.node);
        Optional<String> field = found.field == 0
                ? Optional.empty()
                : Optional.of(
                        view.element(found.node, PostingField.NAME, found.field).name());
        return new SearchHit(table.ref(), table.kind(), field, found.words, found.score);
    }

    private List<String> wordsOf(double[] weights) {
        List<String> words = new ArrayList<>();
        for (int term = 0; term < terms.count(); term++) {
            if (weights[term] > 0) {
                words.add(terms.word(term).text());
            }
        }
        return words;
    }

    /** A table, or a field of it by its number, with the words that found it. */
    private record Found(int node, int field, List<String> words, double score) {}
}
