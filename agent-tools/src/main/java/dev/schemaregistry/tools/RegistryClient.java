package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.classify.SummaryTables;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.summary.ShownTable;
import dev.schemaregistry.summary.Summary;
import dev.schemaregistry.summary.SummaryTable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registry in three calls, for a program that routes questions itself: where to ask, why, and the schema to put into a prompt.
 * Contacts no source. Schema text is fenced as data and never longer than its budget. Thread-safe; closes nothing.
 */
public final class RegistryClient {
    /** Tokens of a schema when a caller does not say how many. */
    public static final int DEFAULT_TOKENS = 2_000;

    private final SchemaRegistry registry;
    private final Classifier classifier;
    private final FittingSummary summaries;

    public RegistryClient(SchemaRegistry registry, Classifier classifier, SchemaSummarizer summarizer) {
        this.registry = requireNonNull(registry, "registry");
        this.classifier = requireNonNull(classifier, "classifier");
        this.summaries = new FittingSummary(requireNonNull(summarizer, "summarizer"));
    }

    /** The sources that may answer, best first; empty when nothing fits. */
    public Set<SourceId> getRecommendedSourcesForQuery(String query) {
        return classifier.classify(Question.of(query)).sources().stream()
                .map(RankedSource::id)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }

    /** The tables of some sources as text for a prompt, within {@link #DEFAULT_TOKENS}. */
    public String getSchemaSummaryForSources(Collection<SourceId> sources) {
        return getSchemaSummaryForSources(sources, DEFAULT_TOKENS);
    }

    /**
     * The tables of some sources as text for a prompt: what does not fit is left out and named as such. Empty text for no source.
     *
     * @throws dev.schemaregistry.error.NotFoundException with {@code UNKNOWN_SOURCE} when a source is not registered
     * @throws dev.schemaregistry.error.InvalidRequestException with {@code INVALID_ARGUMENT} when the budget is too small
     */
    public String getSchemaSummaryForSources(Collection<SourceId> sources, int maxTokens) {
        List<SummaryTable> tables = sources.stream()
                .distinct()
                .map(registry::getDataSource)
                .flatMap(source -> registry.currentTables(source.id()).stream())
                .map(SummaryTable::of)
                .toList();
        return summarize(tables, maxTokens).text();
    }

    /**
     * The schema of one source that a question needs, for whoever writes the query; when no table fits, all of them as far as they go.
     * Says that the source's id is no part of a table's name.
     *
     * @throws dev.schemaregistry.error.NotFoundException with {@code UNKNOWN_SOURCE} when the source is not registered
     * @throws dev.schemaregistry.error.InvalidRequestException with {@code INVALID_ARGUMENT} when the budget is too small
     */
    public String getSchemaSummaryForQuery(String query, SourceId source, int maxTokens) {
        String lead = "Tables of one database; leave the prefix \""
                + registry.getDataSource(source).id() + ".\" out of their names in queries.\n";
        int room = maxTokens - summaries.summarizer().countTokens(lead);
        String schemas =
                classify(Question.of(query).within(List.of(source)), room).schemas();
        return lead + (schemas.isEmpty() ? getSchemaSummaryForSources(List.of(source), room) : schemas);
    }

    /** Where a question is answered and why, with the schema that the answer needs within {@link #DEFAULT_TOKENS}. */
    public RoutedQuestion classify(String question) {
        return classify(Question.of(question), DEFAULT_TOKENS);
    }

    /**
     * The same for a question with limits of its own and another budget.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException with {@code INVALID_ARGUMENT} when the budget is too small
     */
    public RoutedQuestion classify(Question question, int maxTokens) {
        Classification found = classifier.classify(question);
        Classification wider = classifier.classify(question.withLimit(SummaryTables.ASKED));
        List<SummaryTable> tables = SummaryTables.of(wider, registry::findTableSchema);
        Summary summary = summarize(tables, maxTokens);
        Set<TableRef> shown = summary.tables().stream().map(ShownTable::ref).collect(Collectors.toSet());
        List<TableVersion> versions = tables.stream()
                .map(SummaryTable::version)
                .filter(version -> shown.contains(version.ref()))
                .toList();
        return new RoutedQuestion(found, summary, versions);
    }

    private Summary summarize(List<SummaryTable> tables, int maxTokens) {
        return tables.isEmpty()
                ? new Summary("", 0, List.of(), List.of())
                : summaries.of(tables, Optional.empty(), maxTokens);
    }
}
