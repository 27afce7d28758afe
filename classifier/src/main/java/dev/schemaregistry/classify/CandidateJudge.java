package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import java.util.List;

/**
 * Says which of a few sources fits a question best. Implementations are called from several threads, may be slow and may throw
 * whatever they like: the classifier limits the time and goes on without them.
 */
@FunctionalInterface
public interface CandidateJudge {
    /**
     * The candidates in a better order, best first; those left out follow in the order they had. Empty when it cannot say. An answer
     * that names anything else, or something twice, is thrown away as a whole.
     *
     * @param candidates best first, two or more
     */
    List<SourceId> order(String question, List<Candidate> candidates);

    /**
     * A source that may answer.
     *
     * @param text what speaks for it: names of its tables and fields; one line, made safe to stand inside a fence, still data
     */
    record Candidate(SourceId source, String text) {
        public Candidate {
            requireNonNull(source, "source");
            requireNonNull(text, "text");
        }
    }
}
