package dev.schemaregistry.classify;

import org.jspecify.annotations.Nullable;

/** For each table and source, the best place for each term of the question and how much it weighs before rarity counts. */
final class Evidence {
    private final Directory directory;
    private final QuestionTerms question;
    private final Rarity rarity;
    private final @Nullable Row[] rows;
    private final int terms;
    private long explained;
    private long named;

    private Evidence(Directory directory, QuestionTerms question, Rarity rarity) {
        this.directory = directory;
        this.question = question;
        this.rarity = rarity;
        this.terms = question.count();
        this.rows = new Row[directory.tableCount() + directory.sourceCount()];
    }

    static Evidence gather(IndexView view, QuestionTerms question, Weights weights) {
        Directory directory = view.directory();
        Hits hits = Hits.of(view, question.variants());
        ElementScore score = new ElementScore(question, weights, directory.tableCount());
        Evidence evidence =
                new Evidence(directory, question, Rarity.of(directory, hits, question, weights.rarityPower()));
        for (int from = 0, to = 0; from < hits.size(); from = to) {
            to = hits.endOfElement(from);
            evidence.add(hits.element(from), score.of(hits, from, to), score);
        }
        return evidence;
    }

    private void add(long element, long found, ElementScore score) {
        int node = Hits.node(element);
        Row row = rows[node];
        if (row == null) {
            row = new Row(terms);
            rows[node] = row;
        }
        PostingField field = Hits.field(element);
        for (long left = found; left != 0; left &= left - 1) {
            int term = Long.numberOfTrailingZeros(left);
            double weight = score.weight(term) * (score.isLoose(term) ? rarity.ofLoose(term) : 1);
            if (weight > row.weights[term]) {
                row.weights[term] = weight;
                row.places[term] = element;
            }
        }
        if (Hits.number(element) == 0 && (field == PostingField.NAME || field == PostingField.LABEL)) {
            row.nameTerms |= found;
            row.nameShare = Math.max(row.nameShare, score.share());
        }
        explained |= found;
        named |= field == PostingField.COMMENT || field == PostingField.VALUE ? 0 : found & ~score.loose();
    }

    /** The row of a table or source node; null when none of its words is in the question. */
    @Nullable
    Row row(int node) {
        return rows[node];
    }

    int sourceNode(int source) {
        return directory.tableCount() + source;
    }

    int terms() {
        return terms;
    }

    /** How rare a term is among sources; 0 when nothing explains it. */
    double rarity(int term) {
        return rarity.of(term);
    }

    /** How rare a word is that one source alone has; it grows with the number of sources. */
    double rarityOfUnique() {
        return rarity.ofUnique();
    }

    /** Whether some table or source explains the term. */
    boolean explains(int term) {
        return (explained & 1L << term) != 0;
    }

    private boolean isLikeValue(int term) {
        QuestionWord word = question.word(term);
        return word.capitalised() || word.quoted();
    }

    /** How many names of people or places the question seems to hold. */
    int properNames() {
        return question.properNames();
    }

    /** How many words are written like values and are no names. */
    int valueWords() {
        int count = 0;
        for (int term = 0; term < terms; term++) {
            count += isLikeValue(term) && (named & 1L << term) == 0 ? 1 : 0;
        }
        return count;
    }

    /** How many words something explains. */
    int explainedWords() {
        return Long.bitCount(explained);
    }

    /** How many words nothing explains, those left out that are written like values. */
    int unknownWords() {
        int count = 0;
        for (int term = 0; term < terms; term++) {
            count += explains(term) || isLikeValue(term) ? 0 : 1;
        }
        return count;
    }

    /** The sum of what these weights explain, rare words counting more. */
    double weigh(double[] termWeights) {
        double sum = 0;
        for (int term = 0; term < terms; term++) {
            sum += rarity.of(term) * termWeights[term];
        }
        return sum;
    }

    /** Raises each weight to that of the node, and says whether the node has any. */
    boolean merge(double[] best, int node) {
        Row row = rows[node];
        if (row == null) {
            return false;
        }
        for (int term = 0; term < terms; term++) {
            best[term] = Math.max(best[term], row.weights[term]);
        }
        return true;
    }

    /** The best weight of each term in one node, and the packed element that gave it. */
    static final class Row {
        final double[] weights;
        final long[] places;
        /** Terms in the node's own name. */
        long nameTerms;
        /** How much of its own name the question has; less when its words stand apart there. */
        double nameShare;

        Row(int terms) {
            weights = new double[terms];
            places = new long[terms];
        }

        /** Whether a field, not the table itself, is the best place of a term. */
        boolean isField(int term) {
            return Hits.number(places[term]) != 0;
        }
    }
}
