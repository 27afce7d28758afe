package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.util.List;

/**
 * A source that may answer.
 *
 * @param score comparable within one classification only
 * @param probability the share of belief that this is the source, over all sources looked at; 0 to 1
 * @param purpose what the source is for in this question
 * @param tables its tables that matched, best first
 * @param matches words that the source's own id or description explains
 */
public record RankedSource(
        SourceId id, double score, double probability, Purpose purpose, List<TableRef> tables, List<Match> matches) {
    public RankedSource {
        requireNonNull(id, "id");
        requireNonNull(purpose, "purpose");
        tables = List.copyOf(tables);
        matches = List.copyOf(matches);
    }
}
