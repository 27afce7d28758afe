package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Evidence.Row;
import dev.schemaregistry.classify.IndexView.Element;
import dev.schemaregistry.classify.Ranking.ScoredSource;
import dev.schemaregistry.classify.TableSets.ScoredTable;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers one question on one state of the index. */
final class QuestionReader {
    /** From these odds on, as a logarithm, a question is answered whatever its words say. */
    private static final double KNOWN = 2;
    /** The same for what people said alone: a word that they use for a source is enough. */
    private static final double REMEMBERED = 1;

    private final IndexView view;
    private final Directory directory;
    private final Question question;
    private final QuestionTerms terms;
    private final Evidence evidence;
    private final Boosts remembered;
    private final Boosts boosts;
    private final ModelVotes votes;
    private final Ranking ranking;
    private final Beliefs beliefs;
    private final RankingModel model;
    private final Weights weights;
    /** Whether the words alone have an answer, where more than words speaks. */
    private boolean answeredByWords;

    QuestionReader(IndexView view, Question question, Weights weights, RankingModel model) {
        this(view, question, weights, model, ModelVotes.NONE);
    }

    QuestionReader(IndexView view, Question question, Weights weights, RankingModel model, ModelVotes votes) {
        this.view = view;
        this.directory = view.directory();
        this.question = question;
        this.weights = weights;
        this.model = model;
        this.terms = QuestionTerms.of(question.text(), view, weights, model.vocabulary());
        this.evidence = Evidence.gather(view, terms, weights);
        this.votes = votes;
        this.remembered = remembered();
        this.boosts = remembered.copy();
        votes.addTo(boosts, directory);
        this.ranking = ranking(boosts);
        this.beliefs = Beliefs.of(ranking.sources(), weights.tie());
    }

    private Ranking ranking(Boosts helped) {
        return new Ranking(directory, evidence, total(), model, helped, this::isAllowed);
    }

    private Boosts remembered() {
        Remembering remembering = new Remembering(view, terms, evidence, MemoryWeights.DEFAULT);
        if (!remembering.saysSomething()) {
            return new Boosts();
        }
        Ranking byWords = ranking(new Boosts());
        answeredByWords = byWords.answer().filter(this::isAnswer).isPresent();
        return remembering.boosts(answeredByWords ? byWords.sources().get(0).number() : -1);
    }

    /** What all words weigh; those that nothing explains make every answer less sure. */
    private double total() {
        double rarest = Rarity.most(directory.sourceCount(), weights.rarityPower());
        double sum = 1e-9;
        for (int term = 0; term < terms.count(); term++) {
            sum += evidence.explains(term)
                    ? evidence.rarity(term)
                    : weights.unexplained() * rarest * weights.naming(terms.word(term));
        }
        return sum;
    }

    private boolean isAllowed(int source) {
        Set<SourceId> allowed = question.allowedSources();
        return allowed.isEmpty() || allowed.contains(directory.source(source));
    }

    Classification classify() {
        if (!answeredByWords
                && !isKnown()
                && ranking.answer().filter(this::isAnswer).isEmpty()) {
            return nothing();
        }
        List<RankedTable> tables = tables();
        List<Integer> set = ranking.answerSet();
        List<TableRef> answerSet =
                set.stream().map(table -> directory.table(table).ref()).sorted().toList();
        List<Join> joins = new ArrayList<>(Joins.within(directory, set));
        joins.addAll(Joins.across(view, tables));
        Optional<Ambiguity> ambiguity = Ambiguities.find(directory, ranking, beliefs, question.limit());
        List<RankedSource> sources = sources();
        String reasoning = Reasons.of(sources, tables, answerSet, joins, ambiguity, unmatched());
        return new Classification(
                question.text(),
                ambiguity.isPresent() ? Classification.Outcome.AMBIGUOUS : Classification.Outcome.ANSWERED,
                sources,
                tables,
                answerSet,
                joins,
                beliefs.probability(0),
                ambiguity,
                unmatched(),
                List.of(),
                reasoning,
                Strategy.LEXICAL,
                notes(),
                view.revision());
    }

    /** What there is to learn from the question when its answer is known. */
    Lessons.Lesson lesson(Set<TableRef> tables) {
        List<Lessons.Candidate> candidates = ranking.sources().stream()
                .sorted(Comparator.comparingInt(ScoredSource::number))
                .map(source -> new Lessons.Candidate(directory.source(source.number()), source.signals()))
                .toList();
        Set<Integer> numbers = Lessons.numbers(directory, tables);
        boolean known = !numbers.isEmpty() && !numbers.contains(-1);
        List<TableStep> steps =
                known ? ranking.steps(directory.sourceOf(numbers.iterator().next()), numbers) : List.of();
        return new Lessons.Lesson(candidates, ranking.answer(), steps);
    }

    private List<String> notes() {
        return view.complete()
                ? List.of()
                : List.of("The search index is still being built; tables may be missing from this answer.");
    }

    /** Whether more than words speaks for the best source. */
    private boolean isKnown() {
        if (ranking.sources().isEmpty()) {
            return false;
        }
        int best = ranking.sources().get(0).number();
        return !votes.judged().isEmpty() || boosts.ofSource(best) >= KNOWN || remembered.ofSource(best) >= REMEMBERED;
    }

    /** A question of which nothing is left open is answered; else what the best source looks like decides. */
    private boolean isAnswer(Signals<AnswerSignal> best) {
        boolean wholly = best.get(AnswerSignal.MISSING) == 0 && unmatched().isEmpty();
        return wholly || best.weigh(model.answer()) >= 0;
    }

    private Classification nothing() {
        List<String> nearest = NearestNames.of(view, terms, this::isAllowed);
        return new Classification(
                question.text(),
                Classification.Outcome.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                unmatched(),
                nearest,
                Reasons.ofNothing(unmatched(), nearest, directory.tableCount()),
                Strategy.LEXICAL,
                notes(),
                view.revision());
    }

    private List<RankedSource> sources() {
        List<RankedSource> ranked = new ArrayList<>();
        for (ScoredSource source : ranking.sources()) {
            if (ranked.size() == question.limit()) {
                break;
            }
            List<TableRef> tables = ranking.matchedTables(source.number()).stream()
                    .limit(question.limit())
                    .map(table -> directory.table(table.number()).ref())
                    .toList();
            int node = directory.tableCount() + source.number();
            ranked.add(new RankedSource(
                    directory.source(source.number()),
                    source.score(),
                    beliefs.probability(ranked.size()),
                    purpose(source.number(), tables),
                    tables,
                    matches(node)));
        }
        return ranked;
    }

    private Purpose purpose(int source, List<TableRef> tables) {
        int first = directory.firstTable(source);
        for (int table = first; table < directory.endTable(source); table++) {
            if (!tables.isEmpty() && directory.table(table).ref().equals(tables.get(0))) {
                return Purpose.of(directory.table(table).kind());
            }
        }
        return first < directory.endTable(source)
                ? Purpose.of(directory.table(first).kind())
                : Purpose.RELATIONAL_QUERY;
    }

    private List<RankedTable> tables() {
        List<RankedTable> ranked = new ArrayList<>();
        for (ScoredTable table : ranking.tables(question.limit(), beliefs)) {
            Directory.TableEntry entry = directory.table(table.number());
            ranked.add(new RankedTable(entry.ref(), entry.kind(), table.score(), matches(table.number())));
        }
        return ranked;
    }

    private List<Match> matches(int node) {
        List<Match> matches = new ArrayList<>(boosts.reasons(node));
        Row row = evidence.row(node);
        for (int term = 0; row != null && term < terms.count(); term++) {
            if (row.weights[term] > 0) {
                long packed = row.places[term];
                Element element = view.element(node, Hits.field(packed), Hits.number(packed));
                double weight = row.weights[term] * ranking.rarity(term);
                matches.add(new Match(terms.word(term).text(), element.place(), element.name(), weight));
            }
        }
        matches.sort(Comparator.comparingDouble(Match::weight).reversed());
        return matches;
    }

    private List<String> unmatched() {
        List<String> words = new ArrayList<>();
        for (int term = 0; term < terms.count(); term++) {
            if (!evidence.explains(term)) {
                words.add(terms.word(term).text());
            }
        }
        return words;
    }
}
