package dev.schemaregistry.classify;

import org.jspecify.annotations.Nullable;

/** For each table and source, the best place for each term of the question and how much it weighs before rarity counts. */
final class Evidence {
    private final Directory directory;
    private final @Nullable Row[] rows;
    private final long[] knownTerms;
    private final long[] explainedBySource;
    private final int terms;
    private long explainedTerms;

    private Evidence(Directory directory, int terms) {
        this.directory = directory;
        this.terms = terms;
        this.rows = new Row[directory.tableCount() + directory.sourceCount()];
        this.knownTerms = new long[directory.sourceCount()];
        this.explainedBySource = new long[directory.sourceCount()];
    }

    static Evidence gather(IndexView view, QuestionTerms question, Weights weights) {
        Evidence evidence = new Evidence(view.directory(), question.count());
        Hits hits = Hits.of(view, question.variants());
        ElementScore score =
                new ElementScore(question, weights, view.directory().tableCount());
        for (int from = 0, to = 0; from < hits.size(); from = to) {
            to = hits.endOfElement(from);
            evidence.add(hits.element(from), score.of(hits, from, to), score);
        }
        return evidence;
    }

    private void add(long element, long explained, ElementScore score) {
        int node = Hits.node(element);
        Row row = rows[node];
        if (row == null) {
            row = new Row(terms);
            rows[node] = row;
        }
        for (long left = explained; left != 0; left &= left - 1) {
            int term = Long.numberOfTrailingZeros(left);
            double weight = score.weight(term);
            if (weight > row.weights[term]) {
                row.weights[term] = weight;
                row.places[term] = element;
            }
        }
        explainedTerms |= explained;
        explainedBySource[sourceOf(node)] |= explained;
        if (Hits.field(element) != PostingField.COMMENT && Hits.field(element) != PostingField.VALUE) {
            knownTerms[sourceOf(node)] |= explained;
        }
    }

    private int sourceOf(int node) {
        return node < directory.tableCount() ? directory.sourceOf(node) : node - directory.tableCount();
    }

    /** The row of a table or source node; null when none of its words is in the question. */
    @Nullable
    Row row(int node) {
        return rows[node];
    }

    /** Whether some table or source explains the term. */
    boolean explains(int term) {
        return (explainedTerms & 1L << term) != 0;
    }

    /** In how many sources each term occurs as a name, label or entity; where it never does, in how many at all. */
    int[] sourcesKnowing() {
        int[] counts = count(knownTerms);
        int[] anywhere = count(explainedBySource);
        for (int term = 0; term < terms; term++) {
            counts[term] = counts[term] == 0 ? anywhere[term] : counts[term];
        }
        return counts;
    }

    private int[] count(long[] termsBySource) {
        int[] counts = new int[terms];
        for (long known : termsBySource) {
            for (long left = known; left != 0; left &= left - 1) {
                counts[Long.numberOfTrailingZeros(left)]++;
            }
        }
        return counts;
    }

    /** The best weight of each term in one node, and the packed element that gave it. */
    static final class Row {
        final double[] weights;
        final long[] places;

        Row(int terms) {
            weights = new double[terms];
            places = new long[terms];
        }
    }
}
