package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.AnswerSignal;
import dev.schemaregistry.classify.Lessons;
import dev.schemaregistry.classify.Lessons.Lesson;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.RankingModel;
import dev.schemaregistry.classify.Signals;
import dev.schemaregistry.classify.SourceSignal;
import dev.schemaregistry.classify.TableStep;
import dev.schemaregistry.classify.Vocabulary;
import dev.schemaregistry.classify.evaluate.ChoiceLearner.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Learns a model from the databases of some folds. */
final class ModelLearner {
    private final List<TrainingSet> sets;
    private final List<String> none;
    private final List<Alignment> alignments = new ArrayList<>();

    ModelLearner(List<TrainingSet> sets, List<String> none) {
        this.sets = sets;
        this.none = none;
        sets.stream()
                .filter(set -> !set.hasValues())
                .forEach(set -> alignments.addAll(Alignment.of(set, new Lessons(set.index(), Vocabulary.NONE))));
    }

    /** What words mean, as the databases of these folds show it. */
    private Vocabulary vocabulary(IntPredicate folds) {
        List<Alignment> seen = alignments.stream()
                .filter(one -> folds.test(Folds.of(one.source())))
                .toList();
        return new Vocabulary(AssociationLearner.learn(seen), TrustLearner.learn(seen));
    }

    /**
     * A model from these folds alone. For weighing, each fold is seen with what the words of the other ones mean, since what was
     * learned from the same questions would look better than it is.
     */
    RankingModel learn(IntPredicate folds, boolean withWords) {
        Gathered gathered = new Gathered();
        for (int fold : IntStream.range(0, Folds.COUNT).filter(folds).toArray()) {
            Vocabulary others = withWords ? vocabulary(f -> folds.test(f) && f != fold) : Vocabulary.NONE;
            sets.forEach(set -> gather(set, fold, folds, others, gathered));
        }
        Vocabulary learned = withWords ? vocabulary(folds) : Vocabulary.NONE;
        return new RankingModel(
                Signals.of(SourceSignal.class, ChoiceLearner.learn(SourceSignal.values().length, gathered.choices)),
                TableLearner.first(gathered.steps),
                TableLearner.next(gathered.steps),
                AnswerLearner.learn(gathered.answered, unanswered(learned)),
                learned);
    }

    /** What the best source looks like for questions that have no answer. */
    private List<Signals<AnswerSignal>> unanswered(Vocabulary vocabulary) {
        return sets.stream()
                .map(set -> new Lessons(set.index(), vocabulary))
                .flatMap(lessons -> none.stream().flatMap(text -> lessons.best(Question.of(text)).stream()))
                .toList();
    }

    private static void gather(
            TrainingSet set, int fold, IntPredicate folds, Vocabulary vocabulary, Gathered gathered) {
        Lessons lessons = new Lessons(set.index(), vocabulary);
        for (LabelledQuestion question : set.questions()) {
            if (Folds.of(question.source()) == fold) {
                Lesson lesson = lessons.of(Question.of(question.text()), set.tables(question));
                gathered.add(lesson, question.source(), folds);
            }
        }
    }

    private static final class Gathered {
        private final List<Choice> choices = new ArrayList<>();
        private final List<TableStep> steps = new ArrayList<>();
        private final List<Signals<AnswerSignal>> answered = new ArrayList<>();

        /** Sources of other folds are left out, so that nothing is learned about them, not even that they are wrong. */
        void add(Lesson lesson, String source, IntPredicate folds) {
            steps.addAll(lesson.steps());
            lesson.answered().ifPresent(answered::add);
            List<Lessons.Candidate> candidates = lesson.candidates().stream()
                    .filter(candidate -> folds.test(Folds.of(candidate.source().value())))
                    .toList();
            int right = IntStream.range(0, candidates.size())
                    .filter(c -> candidates.get(c).source().value().equals(source))
                    .findFirst()
                    .orElse(-1);
            if (right >= 0) {
                choices.add(new Choice(
                        candidates.stream().map(one -> one.signals().toArray()).toList(), right));
            }
        }
    }
}
