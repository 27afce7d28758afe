package dev.schemaregistry.classify;

import dev.schemaregistry.classify.ModelCall.Unanswered;
import dev.schemaregistry.model.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Answers one question with as many of the models as it asks for and as answer in time. Thread-safe. */
final class ModelRanking {
    private final ClassifierModels models;
    private final ModelCall meaning;
    private final ModelCall judgement;

    ModelRanking(ClassifierModels models) {
        this.models = models;
        this.meaning = new ModelCall("embedding model", models.limits().meaning(), models);
        this.judgement = new ModelCall("chat model", models.limits().judgement(), models);
    }

    /** @param reader ranks a question with what models say for it */
    Classification classify(Question question, BiFunction<Question, ModelVotes, Classification> reader) {
        Strategy wanted = question.strategy().orElse(models.best());
        if (wanted == Strategy.LEXICAL) {
            return reader.apply(question, ModelVotes.NONE);
        }
        return new Run(question, wanted, reader).classify();
    }

    /** One question on its way. */
    private final class Run {
        private final Question question;
        private final Strategy wanted;
        private final BiFunction<Question, ModelVotes, Classification> reader;
        private final List<String> notes = new ArrayList<>();
        private Strategy reached = Strategy.LEXICAL;

        Run(Question question, Strategy wanted, BiFunction<Question, ModelVotes, Classification> reader) {
            this.question = question;
            this.wanted = wanted;
            this.reader = reader;
        }

        Classification classify() {
            ModelVotes votes = meanings();
            if (wanted == Strategy.RERANKED) {
                votes = judged(votes);
            }
            return reader.apply(question, votes).rankedBy(reached, notes);
        }

        private ModelVotes meanings() {
            if (models.meanings().isEmpty()) {
                if (wanted == Strategy.HYBRID) {
                    notes.add("Ranked by words alone: no embedding model is set up.");
                }
                return ModelVotes.NONE;
            }
            TableMeanings tables = models.meanings().get();
            try {
                TableMeanings.Nearest found =
                        meaning.ask(() -> tables.near(question.text(), ModelVotes.NEAREST, question.allowedSources()));
                if (found.tables().isEmpty()) {
                    notes.add("Ranked by words alone: no table has a vector yet.");
                    return ModelVotes.NONE;
                }
                if (!found.complete()) {
                    notes.add(
                            "Vectors of some tables are still being computed; those tables are ranked by words alone.");
                }
                reached = Strategy.HYBRID;
                return new ModelVotes(found.tables(), java.util.Map.of());
            } catch (Unanswered failure) {
                notes.add("Ranked without vectors: " + failure.sentence() + '.');
                return ModelVotes.NONE;
            }
        }

        private ModelVotes judged(ModelVotes votes) {
            if (models.judge().isEmpty()) {
                notes.add("Not reranked: no chat model is set up.");
                return votes;
            }
            int enough = Math.max(question.limit(), Judgement.MOST_CANDIDATES);
            Judgement race = new Judgement(reader.apply(question.withLimit(enough), votes));
            boolean asked = question.strategy().isPresent();
            if (!race.isOpen() || !(asked || race.isClose(models.limits().closeRace()))) {
                return votes;
            }
            CandidateJudge judge = models.judge().get();
            try {
                List<SourceId> order =
                        judgement.ask(() -> List.copyOf(judge.order(question.text(), race.candidates())));
                if (!race.isOrder(order)) {
                    notes.add("Not reranked: the chat model gave no order of the candidates.");
                    return votes;
                }
                reached = Strategy.RERANKED;
                return votes.judged(race.votes(order));
            } catch (Unanswered failure) {
                notes.add("Not reranked: " + failure.sentence() + '.');
                return votes;
            }
        }
    }
}
