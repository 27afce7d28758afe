package dev.schemaregistry.classify;

/**
 * How rare the terms of a question are among sources: as the question writes them, and with what they may mean besides. A name
 * counts for its source, a comment or a value only where no source has the term in a name.
 */
final class Rarity {
    private static final double SAID_POWER = 0.6;

    private final double[] rarity;
    private final double[] loose;
    private final double unique;

    private Rarity(double[] rarity, double[] loose, double unique) {
        this.rarity = rarity;
        this.loose = loose;
        this.unique = unique;
    }

    static Rarity of(Directory directory, Hits hits, QuestionTerms question, double power) {
        int terms = question.count();
        Counter names = new Counter(directory, terms);
        Counter anywhere = new Counter(directory, terms);
        Counter meanings = new Counter(directory, terms);
        for (int hit = 0; hit < hits.size(); hit++) {
            QuestionTerms.Variant variant = question.variants().get(hits.variant(hit));
            long element = hits.element(hit);
            PostingField field = Hits.field(element);
            boolean isName = field != PostingField.COMMENT && field != PostingField.VALUE;
            if (isName) {
                meanings.add(element, variant.explains());
            }
            if (!variant.loose()) {
                (isName ? names : anywhere).add(element, variant.explains());
            }
        }
        double[] rarity = new double[terms];
        double[] loose = new double[terms];
        int sources = directory.sourceCount();
        for (int term = 0; term < terms; term++) {
            int known = names.count(term) > 0 ? names.count(term) : anywhere.count(term);
            double meant = rarity(Math.max(known, meanings.count(term)), sources, power);
            double plain = known > 0 ? rarity(known, sources, power) : meant;
            rarity[term] = question.trust(term) * plain;
            loose[term] = rarity[term] == 0 ? 0 : meant / rarity[term];
        }
        return new Rarity(rarity, loose, rarity(1, sources, power));
    }

    private static double rarity(int known, int sources, double power) {
        return known == 0 ? 0 : Math.pow(Math.log1p((sources - known + 0.5) / (known + 0.5)), power);
    }

    /** Of a word that was said of so many of the sources. */
    static double among(int known, int sources) {
        return rarity(Math.max(1, known), sources, SAID_POWER);
    }

    /** Of a word that one source alone has. */
    static double most(int sources, double power) {
        return Math.pow(Math.log1p(2.0 * sources + 1), power);
    }

    /** Of a trusted word that one source alone has. */
    double ofUnique() {
        return unique;
    }

    /** 0 when nothing explains the term. */
    double of(int term) {
        return rarity[term];
    }

    /** What the rarity of a term becomes, as a factor, where it is taken in another meaning, which needs no trust in the word itself. */
    double ofLoose(int term) {
        return loose[term];
    }

    /** Counts sources for each term. */
    private static final class Counter {
        private final Directory directory;
        private final long[] bySource;
        private final int[] counts;

        Counter(Directory directory, int terms) {
            this.directory = directory;
            this.bySource = new long[directory.sourceCount()];
            this.counts = new int[terms];
        }

        void add(long element, long terms) {
            int node = Hits.node(element);
            int source = node < directory.tableCount() ? directory.sourceOf(node) : node - directory.tableCount();
            for (long left = terms & ~bySource[source]; left != 0; left &= left - 1) {
                counts[Long.numberOfTrailingZeros(left)]++;
            }
            bySource[source] |= terms;
        }

        int count(int term) {
            return counts[term];
        }
    }
}
