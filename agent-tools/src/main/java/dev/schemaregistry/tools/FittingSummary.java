package dev.schemaregistry.tools;

import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.summary.Summary;
import dev.schemaregistry.summary.SummaryFormat;
import dev.schemaregistry.summary.SummaryLevel;
import dev.schemaregistry.summary.SummaryRequest;
import dev.schemaregistry.summary.SummaryTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Summarises tables at the level that a budget buys. Thread-safe. */
record FittingSummary(SchemaSummarizer summarizer) {
    /** Unless asked otherwise: in full, or with every field by name and type where the budget does not buy all of it in full. */
    Summary of(List<SummaryTable> tables, Optional<SummaryLevel> level, int maxTokens) {
        Summary summary = summarize(tables, level.orElse(SummaryLevel.FULL), maxTokens);
        Set<TableRef> wanted = tables.stream()
                .filter(SummaryTable::chosen)
                .map(table -> table.version().ref())
                .collect(Collectors.toSet());
        boolean lostFields =
                summary.tables().stream().anyMatch(table -> table.omitted() > 0 && wanted.contains(table.ref()));
        return level.isEmpty() && lostFields ? summarize(tables, SummaryLevel.SUMMARY, maxTokens) : summary;
    }

    private Summary summarize(List<SummaryTable> tables, SummaryLevel level, int maxTokens) {
        return summarizer.summarize(new SummaryRequest(tables, level, SummaryFormat.DDL, maxTokens));
    }
}
