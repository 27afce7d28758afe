package dev.schemaregistry.classify;

import dev.schemaregistry.classify.TableSets.ScoredTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Scores sources and tables for one question. Deterministic; equal scores are ordered by name. */
final class Ranking {
    /** A source less likely than that is not looked at closely, and not at all when likelier ones fill the ranking of tables. */
    private static final double UNLIKELY = 0.01;
    /** How much surer a table is when it is in its source's set. */
    private static final double IN_SET = 0.5;

    private static final Comparator<ScoredTable> BEST_FIRST =
            Comparator.comparingDouble(ScoredTable::score).reversed().thenComparing(ScoredTable::number);

    private final Directory directory;
    private final Evidence evidence;
    private final RankingModel model;
    private final Boosts boosts;
    private final SourceSignals signals;
    private final double total;
    private final List<ScoredSource> sources = new ArrayList<>();
    private final Map<Integer, List<Integer>> sets = new HashMap<>();
    private final Map<Integer, TableSets> tableSets = new HashMap<>();

    /** @param total what all words of the question weigh, those included that nothing explains */
    Ranking(
            Directory directory,
            Evidence evidence,
            double total,
            RankingModel model,
            Boosts boosts,
            IntPredicate allowed) {
        this.directory = directory;
        this.evidence = evidence;
        this.model = model;
        this.boosts = boosts;
        this.total = total;
        this.signals = new SourceSignals(directory, evidence);
        for (int source = 0; source < directory.sourceCount(); source++) {
            if (allowed.test(source)) {
                score(source, signals.of(source)).ifPresent(sources::add);
            }
        }
        sources.sort(Comparator.comparingDouble(ScoredSource::score).reversed().thenComparing(ScoredSource::number));
    }

    private Optional<ScoredSource> score(int source, Optional<Signals<SourceSignal>> found) {
        double boost = boosts.ofSource(source);
        if (found.isEmpty() && boost <= 0) {
            return Optional.empty();
        }
        Signals<SourceSignal> seen = found.orElseGet(() -> Signals.none(SourceSignal.class));
        double score = seen.weigh(model.source()) + boost;
        return Optional.of(new ScoredSource(source, score, model.words(seen) + boost, seen));
    }

    /** Best first. */
    List<ScoredSource> sources() {
        return sources;
    }

    /** What the best source looks like, in the order of {@link AnswerSignal}; empty when none matches. */
    Optional<Signals<AnswerSignal>> answer() {
        return sources.stream().findFirst().map(this::answer);
    }

    private Signals<AnswerSignal> answer(ScoredSource best) {
        int missing = signals.missing(best.number);
        Signals<AnswerSignal> found = Signals.none(AnswerSignal.class);
        found.put(AnswerSignal.BASE, 1);
        found.put(AnswerSignal.SHARE, best.signals.get(SourceSignal.EVIDENCE) / total);
        found.put(AnswerSignal.EVIDENCE, best.signals.get(SourceSignal.EVIDENCE) / evidence.rarityOfUnique());
        found.put(AnswerSignal.BEST_TABLE_SHARE, best.signals.get(SourceSignal.BEST_TABLE) / total);
        found.put(AnswerSignal.MISSING, missing);
        double named = 0;
        for (int table = directory.firstTable(best.number); table < directory.endTable(best.number); table++) {
            Evidence.Row row = evidence.row(table);
            named = row == null ? named : Math.max(named, row.nameShare);
        }
        found.put(AnswerSignal.NAMED, named);
        double likeliest = alone(best.number).stream()
                .mapToDouble(ScoredTable::score)
                .max()
                .orElse(0.01);
        found.put(AnswerSignal.FIRST_TABLE, Math.log(likeliest / (1 - likeliest)));
        found.put(AnswerSignal.WORDS, evidence.explainedWords() - missing);
        found.put(AnswerSignal.UNKNOWN_WORDS, evidence.unknownWords());
        return found;
    }

    /** Tables by how likely they are meant, over all sources, best first, as far as they can reach the limit. */
    List<ScoredTable> tables(int limit, Beliefs beliefs) {
        List<ScoredTable> tables = new ArrayList<>();
        int rank = 0;
        while (rank < sources.size() && (tables.size() < limit || beliefs.probability(rank) >= UNLIKELY)) {
            addTables(rank++, beliefs, tables);
        }
        tables.sort(BEST_FIRST);
        double least = tables.size() < limit ? 0 : tables.get(limit - 1).score();
        while (rank < sources.size() && beliefs.probability(rank) > least) {
            addTables(rank++, beliefs, tables);
        }
        tables.sort(BEST_FIRST);
        return tables.subList(0, Math.min(limit, tables.size()));
    }

    private void addTables(int rank, Beliefs beliefs, List<ScoredTable> tables) {
        double belief = beliefs.probability(rank);
        int source = sources.get(rank).number;
        List<Integer> set = belief < UNLIKELY ? List.of() : set(source);
        for (ScoredTable table : alone(source)) {
            double alone = table.score();
            double score = set.contains(table.number()) ? IN_SET + (1 - IN_SET) * alone : IN_SET * alone;
            tables.add(new ScoredTable(table.number(), belief * score));
        }
    }

    private TableSets tableSets(int source) {
        return tableSets.computeIfAbsent(
                source, number -> new TableSets(directory, evidence, boosts, model, total, number));
    }

    private List<ScoredTable> alone(int source) {
        return tableSets(source).alone();
    }

    private List<Integer> set(int source) {
        return sets.computeIfAbsent(source, number -> tableSets(number).choose());
    }

    /** The tables of one source that matched, best first. */
    List<ScoredTable> matchedTables(int source) {
        return tablesOf(source).stream()
                .filter(table -> evidence.row(table.number()) != null || boosts.ofTable(table.number()) > 0)
                .toList();
    }

    /** All tables of one source, best first by what each explains alone. */
    List<ScoredTable> tablesOf(int source) {
        List<ScoredTable> tables = new ArrayList<>();
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            Evidence.Row row = evidence.row(table);
            double words = row == null ? 0 : evidence.weigh(row.weights);
            tables.add(new ScoredTable(table, words + Math.max(0, boosts.ofTable(table))));
        }
        tables.sort(BEST_FIRST);
        return tables;
    }

    /** The tables of the best source that together answer. */
    List<Integer> answerSet() {
        return set(sources.get(0).number);
    }

    /** What would have been seen on the way to the right tables of a source. */
    List<TableStep> steps(int source, java.util.Set<Integer> right) {
        return tableSets(source).steps(right);
    }

    /** The weight of a term by how rare it is among sources, as its share of the question. */
    double rarity(int term) {
        return evidence.rarity(term) / total;
    }

    /**
     * A source that explains something.
     *
     * @param score the logarithm of how likely it is, up to a constant
     * @param words the part of the score that comes from the question's words and from what is known of like questions, not from what the
     *     source is like
     */
    record ScoredSource(int number, double score, double words, Signals<SourceSignal> signals) {}
}
