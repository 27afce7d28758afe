package dev.schemaregistry.classify;

import dev.schemaregistry.model.SourceId;
import java.util.List;

/**
 * Sources that fit about equally well.
 *
 * @param sources the tied sources, best first, two or more
 * @param tellingWords for each of them, in the same order, a name it has and the others lack: a question that used it would be
 *     clear; empty text where there is none
 */
public record Ambiguity(List<SourceId> sources, List<String> tellingWords) {
    public Ambiguity {
        sources = List.copyOf(sources);
        tellingWords = List.copyOf(tellingWords);
    }
}
