package dev.schemaregistry.classify;

import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.summary.SummaryTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Chooses what a summary for a classified question should show, and in which order. */
public final class SummaryTables {
    /** For how many tables a question should ask: whatever its budget, a summary has no room for more. */
    public static final int ASKED = 40;

    private SummaryTables() {}

    /**
     * The answer set, then the other ranked tables, best first.
     *
     * @param tables finds the current version of a table; one that is gone by now is left out
     */
    public static List<SummaryTable> of(
            Classification classification, Function<TableRef, Optional<TableVersion>> tables) {
        Set<TableRef> answerSet = new LinkedHashSet<>(classification.answerSet());
        Set<TableRef> ordered = new LinkedHashSet<>(answerSet);
        classification.tables().forEach(table -> ordered.add(table.ref()));
        List<SummaryTable> chosen = new ArrayList<>();
        for (TableRef ref : ordered) {
            Set<String> matched = classification
                    .findTable(ref)
                    .map(RankedTable::matchedFields)
                    .orElse(Set.of());
            tables.apply(ref)
                    .filter(version -> !version.removed())
                    .ifPresent(version -> chosen.add(new SummaryTable(version, matched, answerSet.contains(ref))));
        }
        return chosen;
    }
}
