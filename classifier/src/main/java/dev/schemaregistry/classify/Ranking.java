package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Evidence.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scores sources and tables for one question. Pure; equal scores are ordered by name. */
final class Ranking {
    private final Directory directory;
    private final Evidence evidence;
    private final QuestionTerms question;
    private final Weights weights;
    private final double[] rarity;
    private final double total;
    private final List<ScoredSource> sources = new ArrayList<>();

    Ranking(Directory directory, Evidence evidence, QuestionTerms question, Weights weights, IntPredicate allowed) {
        this.directory = directory;
        this.evidence = evidence;
        this.question = question;
        this.weights = weights;
        this.rarity = rarity(evidence.sourcesKnowing(), directory.sourceCount(), weights.rarityPower());
        this.total = Math.max(1e-9, Arrays.stream(rarity).sum() + unexplained());
        for (int source = 0; source < directory.sourceCount(); source++) {
            if (allowed.test(source)) {
                score(source);
            }
        }
        sources.sort(Comparator.comparingDouble(ScoredSource::score).reversed().thenComparing(ScoredSource::number));
    }

    private static double[] rarity(int[] known, int sources, double power) {
        double[] rarity = new double[known.length];
        for (int term = 0; term < known.length; term++) {
            double frequency = (sources - known[term] + 0.5) / (known[term] + 0.5);
            rarity[term] = known[term] == 0 ? 0 : Math.pow(Math.log1p(frequency), power);
        }
        return rarity;
    }

    /** What the words weigh that nothing explains; they make every answer less sure. */
    private double unexplained() {
        double rarest = Math.pow(Math.log1p(2.0 * directory.sourceCount() + 1), weights.rarityPower());
        double sum = 0;
        for (int term = 0; term < rarity.length; term++) {
            sum += evidence.explains(term) ? 0 : weights.unexplained() * rarest * weights.naming(question.word(term));
        }
        return sum;
    }

    private void score(int source) {
        double[] best = new double[rarity.length];
        int bestTable = -1;
        double bestOwn = 0;
        boolean any = merge(best, evidence.row(directory.tableCount() + source));
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            Row row = evidence.row(table);
            if (row == null) {
                continue;
            }
            any = true;
            merge(best, row);
            double own = weigh(row.weights);
            if (own > bestOwn) {
                bestOwn = own;
                bestTable = table;
            }
        }
        if (!any) {
            return;
        }
        TableSet set = bestTable < 0 ? TableSet.EMPTY : connected(bestTable);
        int size = 0;
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            size += directory.table(table).fieldCount();
        }
        double score = weights.coverage() * weigh(best)
                + weights.bestTable() * bestOwn
                + weights.connected() * set.score
                - weights.sizePrior() * Math.log(1 + size);
        sources.add(new ScoredSource(source, score, set));
    }

    private static boolean merge(double[] best, @Nullable Row row) {
        if (row == null) {
            return false;
        }
        for (int term = 0; term < best.length; term++) {
            best[term] = Math.max(best[term], row.weights[term]);
        }
        return true;
    }

    /** The share of the question that these weights explain, rare words counting more; 0 to about 1. */
    private double weigh(double[] termWeights) {
        double sum = 0;
        for (int term = 0; term < rarity.length; term++) {
            sum += rarity[term] * termWeights[term];
        }
        return sum / total;
    }

    private double[] rowWeights(int node) {
        Row row = evidence.row(node);
        return row == null ? new double[rarity.length] : row.weights;
    }

    /** Grows a set from a table along foreign keys while that explains more of the question. */
    private TableSet connected(int start) {
        double[] best = rowWeights(start).clone();
        List<Integer> tables = new ArrayList<>(List.of(start));
        double score = weigh(best);
        while (true) {
            Step step = bestStep(tables, best, score);
            if (step.table < 0) {
                tables.addAll(alsoNamed(tables));
                tables.addAll(hardlyExplained(tables, best));
                return new TableSet(List.copyOf(tables), score);
            }
            if (step.bridge >= 0) {
                tables.add(step.bridge);
                merge(best, evidence.row(step.bridge));
            }
            tables.add(step.table);
            merge(best, evidence.row(step.table));
            score = weigh(best);
        }
    }

    /**
     * Neighbours that the question names by their whole name of one word, though a longer name in the set has explained that
     * word: of {@code books}, {@code authors} and {@code book_authors} the last alone says it all, but the first two are meant.
     */
    private List<Integer> alsoNamed(List<Integer> tables) {
        long named = 0;
        long inNames = 0;
        for (int table : tables) {
            long name = fullName(table);
            inNames |= question.areNeighbours(name) ? 0 : name;
            named |= Long.bitCount(name) == 1 ? name : 0;
        }
        List<Integer> more = new ArrayList<>();
        for (int member : tables) {
            for (int near : directory.neighbours(member)) {
                long name = fullName(near);
                boolean meant = Long.bitCount(name) == 1 && (inNames & ~named & name) != 0;
                if (meant && !tables.contains(near)) {
                    named |= name;
                    more.add(near);
                }
            }
        }
        return more;
    }

    /**
     * Tables that the question names by their whole name, with the bridge to them, where the set explains that name only in
     * passing: "customers" in a comment of {@code returns} is not the table {@code customers} two foreign keys away.
     */
    private List<Integer> hardlyExplained(List<Integer> tables, double[] best) {
        List<Integer> more = new ArrayList<>();
        long done = 0;
        for (int member : tables) {
            for (int near : directory.neighbours(member)) {
                for (int far : directory.neighbours(near)) {
                    long name = fullName(far);
                    boolean meant = Long.bitCount(name) == 1
                            && (done & name) == 0
                            && best[Long.numberOfTrailingZeros(name)] < weights.passing();
                    if (meant && !tables.contains(far)) {
                        done |= name;
                        Stream.of(near, far)
                                .filter(table -> !tables.contains(table) && !more.contains(table))
                                .forEach(more::add);
                    }
                }
            }
        }
        return more;
    }

    /** The terms that make up a table's whole name, as bits; 0 when the question does not name it. */
    private long fullName(int table) {
        Row row = evidence.row(table);
        long name = 0;
        for (int term = 0; row != null && term < rarity.length; term++) {
            boolean inName = Hits.number(row.places[term]) == 0 && Hits.field(row.places[term]) == PostingField.NAME;
            if (inName && row.weights[term] >= weights.wholeName() * weights.tableName()) {
                name |= 1L << term;
            }
        }
        return name;
    }

    /** The table, a foreign key or a bridge away, that explains most of what is left. */
    private Step bestStep(List<Integer> tables, double[] best, double score) {
        Step chosen = Step.NONE;
        for (int member : tables) {
            for (int near : directory.neighbours(member)) {
                if (tables.contains(near)) {
                    continue;
                }
                double gain = gain(best, score, near) - weights.setGain();
                chosen = chosen.orBetter(new Step(near, -1, gain));
                for (int far : directory.neighbours(near)) {
                    if (far != member && !tables.contains(far)) {
                        double farGain = gain(best, score, far) - weights.bridgeGain();
                        chosen = chosen.orBetter(new Step(far, near, farGain));
                    }
                }
            }
        }
        return chosen;
    }

    private double gain(double[] best, double score, int table) {
        Row row = evidence.row(table);
        if (row == null) {
            return 0;
        }
        double sum = 0;
        for (int term = 0; term < rarity.length; term++) {
            sum += rarity[term] * Math.max(best[term], row.weights[term]);
        }
        return sum / total - score;
    }

    /** Best first. */
    List<ScoredSource> sources() {
        return sources;
    }

    /** All tables that matched or belong to a set, best first, as far as they can reach the limit. */
    List<ScoredTable> tables(int limit) {
        List<ScoredTable> tables = new ArrayList<>();
        for (ScoredSource source : sources) {
            for (int table = directory.firstTable(source.number); table < directory.endTable(source.number); table++) {
                Row row = evidence.row(table);
                boolean inSet = source.set.tables.contains(table);
                double own = row == null ? 0 : weigh(row.weights);
                double score = weights.tableSource() * source.score + own + (inSet ? weights.tableInSet() : 0);
                tables.add(new ScoredTable(table, score));
            }
        }
        tables.sort(Comparator.comparingDouble(ScoredTable::score).reversed().thenComparing(ScoredTable::number));
        return tables.subList(0, Math.min(limit, tables.size()));
    }

    /** The tables of one source that matched, best first. */
    List<ScoredTable> matchedTables(int source) {
        return tablesOf(source).stream()
                .filter(table -> evidence.row(table.number) != null)
                .toList();
    }

    /** All tables of one source, best first. */
    List<ScoredTable> tablesOf(int source) {
        List<ScoredTable> tables = new ArrayList<>();
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            Row row = evidence.row(table);
            tables.add(new ScoredTable(table, row == null ? 0 : weigh(row.weights)));
        }
        tables.sort(Comparator.comparingDouble(ScoredTable::score).reversed().thenComparing(ScoredTable::number));
        return tables;
    }

    /** The tables of the best source that together answer. */
    List<Integer> answerSet() {
        return sources.get(0).set.tables;
    }

    /** The weight of a term by how rare it is among sources, as its share of the question. */
    double rarity(int term) {
        return rarity[term] / total;
    }

    record ScoredSource(int number, double score, TableSet set) {}

    record ScoredTable(int number, double score) {}

    /** Tables that hang together, in the order in which they were added. */
    record TableSet(List<Integer> tables, double score) {
        static final TableSet EMPTY = new TableSet(List.of(), 0);
    }

    /**
     * One growth of a set.
     *
     * @param bridge a table between, -1 for none
     */
    private record Step(int table, int bridge, double gain) {
        static final Step NONE = new Step(-1, -1, 0);

        /** The better of two; of equals the one with the lower numbers. */
        Step orBetter(Step other) {
            if (other.gain != gain) {
                return other.gain > gain ? other : this;
            }
            boolean lower = other.table < table || (other.table == table && other.bridge < bridge);
            return table >= 0 && lower ? other : this;
        }
    }
}
