package dev.schemaregistry.summary;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.TableVersion;
import java.util.Set;

/**
 * A table to be summarised.
 *
 * @param matchedFields fields the question spoke of; they survive a small budget
 * @param chosen whether the answer needs the table; chosen ones are shown whole before any other
 */
public record SummaryTable(TableVersion version, Set<String> matchedFields, boolean chosen) {
    public SummaryTable {
        requireNonNull(version, "version");
        matchedFields = Set.copyOf(matchedFields);
    }

    /** A table that nothing more is known of. */
    public static SummaryTable of(TableVersion version) {
        return new SummaryTable(version, Set.of(), true);
    }
}
