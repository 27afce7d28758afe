package dev.schemaregistry.tools;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.RankedTable;
import dev.schemaregistry.classify.SummaryTables;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.summary.Summary;
import dev.schemaregistry.summary.SummaryLevel;
import dev.schemaregistry.summary.SummaryRequest;
import dev.schemaregistry.summary.SummaryTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The schema that a question or a list of tables needs, as text for a prompt. */
final class SummarizeSchema implements Operation {
    private static final String TABLES = "tables";
    private static final String LEVEL = "level";
    private static final String SUMMARY = "summary";
    private static final int DEFAULT_TOKENS = 2_000;

    private static final AgentTool TOOL = new AgentTool(
            ToolTexts.SCHEMA_SUMMARY,
            ToolTexts.SCHEMA_SUMMARY_TITLE,
            ToolTexts.SCHEMA_SUMMARY_TEXT,
            Shapes.arguments()
                    .plain("string", ClassifyQuestion.QUESTION)
                    .texts(TABLES, ToolTexts.TABLES_ARGUMENT)
                    .texts(Arguments.SOURCES, ToolTexts.SOURCES_ARGUMENT)
                    .choice(
                            LEVEL,
                            ToolTexts.LEVEL_ARGUMENT,
                            Stream.of(SummaryLevel.values())
                                    .map(SummarizeSchema::word)
                                    .toList())
                    .build(),
            Shapes.answer().plain("string", SUMMARY, "outcome").build(),
            ToolHints.REGISTRY_READ);

    private final Reads reads;
    private final Classifier classifier;
    private final FittingSummary summaries;

    SummarizeSchema(Reads reads, Classifier classifier, SchemaSummarizer summarizer) {
        this.reads = reads;
        this.classifier = classifier;
        this.summaries = new FittingSummary(summarizer);
    }

    @Override
    public AgentTool tool() {
        return TOOL;
    }

    @Override
    public ToolAnswer run(Arguments arguments, Budget budget) {
        int most = arguments.maxTokens(DEFAULT_TOKENS);
        Optional<SummaryLevel> level =
                arguments.findText(LEVEL).map(word -> SummaryLevel.valueOf(word.toUpperCase(Locale.ROOT)));
        Chosen chosen = chosen(arguments);
        Draft empty = draft(chosen, new Summary("", 0, List.of(), List.of()), most);
        if (chosen.tables.isEmpty()) {
            return budget.fit(empty, most);
        }
        int room = most - budget.frame(empty);
        while (room >= SummaryRequest.MIN_TOKENS) {
            Summary summary = summaries.of(chosen.tables, level, room);
            ToolAnswer answer = budget.fit(draft(chosen, summary, most), most);
            if (answer.structured().containsKey(SUMMARY)) {
                return answer;
            }
            room -= Math.max(8, room / 10);
        }
        return budget.notice(empty, most + 2 * SummaryRequest.MIN_TOKENS, most);
    }

    private Draft draft(Chosen chosen, Summary summary, int most) {
        Draft draft = reads.draft("tables")
                .total(chosen.tables.size())
                .resume(shown -> Map.of(Arguments.MAX_TOKENS, Math.min(Budget.MOST, 2 * most)));
        chosen.outcome.ifPresent(outcome -> draft.head("outcome", outcome.name()));
        chosen.outcome
                .filter(outcome -> outcome != Classification.Outcome.ANSWERED)
                .ifPresent(outcome -> draft.headLine(advice(outcome)));
        chosen.tables.stream().map(table -> table.version().ref().source()).forEach(draft::about);
        if (!summary.text().isEmpty()) {
            draft.add(Part.fact(SUMMARY, summary.text().stripTrailing(), summary.text())
                    .counting(summary.tables().size()));
        }
        return summary.isComplete() ? draft : draft.more();
    }

    private static String advice(Classification.Outcome outcome) {
        return outcome == Classification.Outcome.NONE
                ? "NONE: nothing registered fits the question; do not guess, call search_schema or list_sources"
                : "AMBIGUOUS: several sources fit; classify_question tells them apart";
    }

    /** The tables to show, and how sure the question was if there was one. */
    private record Chosen(List<SummaryTable> tables, Optional<Classification.Outcome> outcome) {}

    private Chosen chosen(Arguments arguments) {
        List<SourceId> sources = arguments.sources();
        sources.forEach(reads.registry()::getDataSource);
        Optional<Classification> found = arguments
                .findText(ClassifyQuestion.QUESTION)
                .map(text ->
                        classifier.classify(Question.of(text).within(sources).withLimit(SummaryTables.ASKED)));
        List<TableVersion> named =
                arguments.texts(TABLES).stream().map(reads::table).distinct().toList();
        if (!named.isEmpty()) {
            return new Chosen(
                    named.stream().map(version -> named(version, found)).toList(), Optional.empty());
        }
        if (found.isPresent()) {
            return new Chosen(
                    SummaryTables.of(found.get(), reads.registry()::findTableSchema),
                    Optional.of(found.get().outcome()));
        }
        if (sources.isEmpty()) {
            throw Arguments.refused(ClassifyQuestion.QUESTION, "is missing; give a question, tables or sources");
        }
        return new Chosen(
                sources.stream()
                        .flatMap(source -> reads.registry().currentTables(source).stream())
                        .map(SummaryTable::of)
                        .toList(),
                Optional.empty());
    }

    private static SummaryTable named(TableVersion version, Optional<Classification> found) {
        Set<String> matched = found.flatMap(classification -> classification.findTable(version.ref()))
                .map(RankedTable::matchedFields)
                .orElse(Set.of());
        return new SummaryTable(version, matched, true);
    }

    private static String word(SummaryLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
