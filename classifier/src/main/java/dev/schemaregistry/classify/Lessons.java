package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the classifier sees of a question whose answer is known, for learning a {@link RankingModel}. Thread-safe. */
public final class Lessons {
    private final SchemaTerms index;
    private final Vocabulary vocabulary;

    public Lessons(SchemaTerms index, Vocabulary vocabulary) {
        this.index = requireNonNull(index, "index");
        this.vocabulary = requireNonNull(vocabulary, "vocabulary");
    }

    /** The signals of all sources that match, in the order of their ids, and of the tables of the right source. */
    public Lesson of(Question question, Set<TableRef> tables) {
        RankingModel hand = RankingModel.byHand();
        RankingModel model = new RankingModel(hand.source(), hand.first(), hand.next(), hand.answer(), vocabulary);
        return index.read(view -> {
            QuestionReader reader = new QuestionReader(view, question, Weights.DEFAULT, model);
            return reader.lesson(tables);
        });
    }

    /** What the best source looks like; empty when none matches. */
    public Optional<Signals<AnswerSignal>> best(Question question) {
        return of(question, Set.of()).answered();
    }

    /** The roots of a text's words, numbers and words that say nothing left out. */
    public Set<String> roots(String text) {
        return index.read(view -> {
            Set<String> roots = new TreeSet<>();
            view.words(text).stream().filter(word -> !word.stop()).forEach(word -> roots.add(view.root(word)));
            return roots;
        });
    }

    /**
     * One question.
     *
     * @param candidates the sources that match, each with its signals
     * @param answered what the best source looks like; empty when none matches
     * @param steps towards the right tables; empty when the right source is not there
     */
    public record Lesson(List<Candidate> candidates, Optional<Signals<AnswerSignal>> answered, List<TableStep> steps) {
        public Lesson {
            candidates = List.copyOf(candidates);
            steps = List.copyOf(steps);
        }
    }

    /** A source. */
    public record Candidate(SourceId source, Signals<SourceSignal> signals) {}

    static Set<Integer> numbers(Directory directory, Set<TableRef> tables) {
        Set<Integer> numbers = new HashSet<>();
        tables.forEach(table -> numbers.add(directory.numberOf(table)));
        return numbers;
    }
}
