package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a question can be answered, and why. The same index and question give an equal classification.
 *
 * @param sources best first
 * @param tables over all sources, best first
 * @param answerSet the tables it would answer with, of the best source, sorted; empty when {@code outcome} is {@code NONE}
 * @param joins how the tables of the answer set go together, then suggestions across sources
 * @param confidence the best source's probability; 0 when nothing fits
 * @param ambiguity present exactly when {@code outcome} is {@code AMBIGUOUS}
 * @param unmatchedWords words of the question that nothing in the registry explains
 * @param nearestNames when nothing fits: names in the registry that look like words of the question
 * @param reasoning one or two sentences for a person; holds names as their sources spell them
 * @param strategy what it was ranked by, which is less than was asked for where a model failed; {@code notes} say so then
 * @param notes what whoever reads the answer should know of how it came about, a sentence each; mostly empty
 * @param indexRevision the last event of the registry that the index has seen
 */
public record Classification(
        String question,
        Outcome outcome,
        List<RankedSource> sources,
        List<RankedTable> tables,
        List<TableRef> answerSet,
        List<Join> joins,
        double confidence,
        Optional<Ambiguity> ambiguity,
        List<String> unmatchedWords,
        List<String> nearestNames,
        String reasoning,
        Strategy strategy,
        List<String> notes,
        long indexRevision) {
    public Classification {
        requireNonNull(question, "question");
        requireNonNull(outcome, "outcome");
        requireNonNull(ambiguity, "ambiguity");
        requireNonNull(reasoning, "reasoning");
        requireNonNull(strategy, "strategy");
        sources = List.copyOf(sources);
        tables = List.copyOf(tables);
        answerSet = List.copyOf(answerSet);
        joins = List.copyOf(joins);
        unmatchedWords = List.copyOf(unmatchedWords);
        nearestNames = List.copyOf(nearestNames);
        notes = List.copyOf(notes);
    }

    /** The ranked table of that reference, if it is among the ranked ones. */
    public Optional<RankedTable> findTable(TableRef ref) {
        return tables.stream().filter(table -> table.ref().equals(ref)).findFirst();
    }

    /** The same, with what it was ranked by, and more notes. */
    Classification rankedBy(Strategy reached, List<String> sentences) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(sentences);
        return new Classification(
                question,
                outcome,
                sources,
                tables,
                answerSet,
                joins,
                confidence,
                ambiguity,
                unmatchedWords,
                nearestNames,
                reasoning,
                reached,
                all,
                indexRevision);
    }

    /** How sure the classifier is. */
    public enum Outcome {
        /** One source stands out. */
        ANSWERED,
        /** Several sources fit about equally well. */
        AMBIGUOUS,
        /** Nothing fits; a normal answer. */
        NONE
    }
}
