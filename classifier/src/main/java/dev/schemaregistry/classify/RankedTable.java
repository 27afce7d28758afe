package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableRef;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table that may answer.
 *
 * @param score comparable within one classification only
 * @param matches why, heaviest first; empty for a table that only connects others
 */
public record RankedTable(TableRef ref, TableKind kind, double score, List<Match> matches) {
    public RankedTable {
        requireNonNull(ref, "ref");
        requireNonNull(kind, "kind");
        matches = List.copyOf(matches);
    }

    /** The fields that explain a word of the question, by name or comment or value. */
    public Set<String> matchedFields() {
        Set<String> fields = new TreeSet<>();
        for (Match match : matches) {
            if (match.place() == Place.FIELD || match.place() == Place.FIELD_COMMENT || match.place() == Place.VALUE) {
                fields.add(match.element());
            }
        }
        return fields;
    }
}
