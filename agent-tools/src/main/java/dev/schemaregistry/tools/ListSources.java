package dev.schemaregistry.tools;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.summary.SafeText;
import java.util.List;
import java.util.Map;

/** All sources, a line each. */
final class ListSources implements Operation.Drafted {
    private static final int PAGE = 200;
    private static final AgentTool TOOL = new AgentTool(
            ToolTexts.LIST_SOURCES,
            ToolTexts.LIST_SOURCES_TITLE,
            ToolTexts.LIST_SOURCES_TEXT,
            Shapes.arguments().text(Arguments.CURSOR, ToolTexts.CURSOR_ARGUMENT).build(),
            Shapes.answer("sources").build(),
            ToolHints.REGISTRY_READ);

    private final Reads reads;

    ListSources(Reads reads) {
        this.reads = reads;
    }

    @Override
    public AgentTool tool() {
        return TOOL;
    }

    @Override
    public int defaultTokens() {
        return 1_500;
    }

    @Override
    public Draft answer(Arguments arguments) {
        List<DataSource> sources = reads.registry().listDataSources();
        int from = Math.min(arguments.offset(), sources.size());
        Draft draft = reads.draft("sources").page(from, sources.size());
        if (sources.isEmpty()) {
            draft.headLine("no source is registered yet; a person adds one with: schema-registry introspect <uri>");
        }
        sources.stream().skip(from).limit(PAGE).map(this::part).forEach(draft::add);
        return draft;
    }

    /** Each line carries its own freshness, so there is none at the foot. */
    private Part part(DataSource source) {
        Freshness fresh = reads.freshness(source);
        int tables = reads.registry().listTables(source.id()).size();
        String description = source.description()
                .map(text -> SafeText.line(text.strip(), 160))
                .orElse("");
        String engine = PlainText.line(source.engine().isEmpty() ? source.type() : source.engine(), 40);
        String text = "- " + fresh.text() + "; " + engine + ", " + tables + (tables == 1 ? " table" : " tables")
                + (description.isEmpty() ? "" : ": " + description);
        Map<String, Object> json = Part.json(
                "id", source.id().value(),
                "type", source.type(),
                "engine", PlainText.line(source.engine(), 40),
                "description", description,
                "tables", tables,
                "freshness", fresh.json());
        return Part.entry("sources", text, json);
    }
}
