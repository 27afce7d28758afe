package dev.schemaregistry.tools;

import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.SchemaSearch;
import dev.schemaregistry.classify.SearchHit;
import dev.schemaregistry.classify.SearchResult;
import dev.schemaregistry.model.SourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words to tables and fields. */
final class SearchSchema implements Operation.Drafted {
    private static final int PAGE = 100;
    private static final String QUERY = "words";

    private static final AgentTool TOOL = new AgentTool(
            ToolTexts.SEARCH_SCHEMA,
            ToolTexts.SEARCH_SCHEMA_TITLE,
            ToolTexts.SEARCH_SCHEMA_TEXT,
            Shapes.arguments()
                    .text(QUERY, ToolTexts.WORDS_ARGUMENT)
                    .texts(Arguments.SOURCES, ToolTexts.SOURCES_ARGUMENT)
                    .text(Arguments.CURSOR, ToolTexts.CURSOR_ARGUMENT)
                    .required(QUERY)
                    .build(),
            Shapes.answer("hits", "nearest_names").build(),
            ToolHints.REGISTRY_READ);

    private final Reads reads;
    private final Classifier classifier;

    SearchSchema(Reads reads, Classifier classifier) {
        this.reads = reads;
        this.classifier = classifier;
    }

    @Override
    public AgentTool tool() {
        return TOOL;
    }

    @Override
    public int defaultTokens() {
        return 800;
    }

    @Override
    public Draft answer(Arguments arguments) {
        List<SourceId> sources = arguments.sources();
        sources.forEach(reads.registry()::getDataSource);
        int from = arguments.offset();
        SearchResult result =
                classifier.search(new SchemaSearch(arguments.text(QUERY), Set.copyOf(sources), from, PAGE));
        Draft draft = reads.draft("hits").page(Math.min(from, result.total()), result.total());
        if (result.total() == 0) {
            List<String> nearest =
                    result.nearestNames().stream().limit(5).map(TableText::name).toList();
            draft.headLine(
                    "nothing found" + (nearest.isEmpty() ? "" : "; nearest names: " + String.join(", ", nearest)));
            if (!nearest.isEmpty()) {
                draft.head("nearest_names", nearest);
            }
            reads.aboutSearched(draft, sources);
        }
        result.hits().stream().map(SearchSchema::part).forEach(draft::add);
        return draft;
    }

    private static Part part(SearchHit hit) {
        String table = PlainText.line(hit.table().text(), 200);
        String field = hit.field().map(TableText::name).orElse("");
        String kind = field.isEmpty() ? hit.kind().nativeWord() : "field";
        Map<String, Object> json = Part.json("table", table, "field", field, "words", List.copyOf(hit.words()));
        String text = "- " + table + (field.isEmpty() ? "" : '.' + field) + " (" + kind + "): "
                + PlainText.line(String.join(", ", hit.words()), 200);
        return Part.entry("hits", text, json).of(hit.table().source());
    }
}
