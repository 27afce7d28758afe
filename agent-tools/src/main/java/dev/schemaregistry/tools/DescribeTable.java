package dev.schemaregistry.tools;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.summary.FieldPaths;
import dev.schemaregistry.summary.SafeText;
import dev.schemaregistry.tools.KnownSchema.Incoming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One table, a line a column. */
final class DescribeTable implements Operation.Drafted {
    private static final AgentTool TOOL = new AgentTool(
            ToolTexts.DESCRIBE_TABLE,
            ToolTexts.DESCRIBE_TABLE_TITLE,
            ToolTexts.DESCRIBE_TABLE_TEXT,
            Shapes.arguments()
                    .plain("string", Arguments.SOURCE)
                    .text(Arguments.TABLE, ToolTexts.TABLE_ARGUMENT)
                    .text("version", ToolTexts.VERSION_ARGUMENT)
                    .text(Arguments.CURSOR, ToolTexts.CURSOR_ARGUMENT)
                    .required(Arguments.SOURCE, Arguments.TABLE)
                    .build(),
            Shapes.answer("keys", "referenced_by", "indexes", "checks", "definition")
                    .plain("string", "table", "kind", "version", "comment", "stale_since")
                    .plain("object", "columns")
                    .build(),
            ToolHints.REGISTRY_READ);

    private final Reads reads;
    private final KnownSchemas schemas;

    DescribeTable(Reads reads, KnownSchemas schemas) {
        this.reads = reads;
        this.schemas = schemas;
    }

    @Override
    public AgentTool tool() {
        return TOOL;
    }

    @Override
    public int defaultTokens() {
        return 2_000;
    }

    @Override
    public Draft answer(Arguments arguments) {
        DataSource source = reads.registry().getDataSource(arguments.source());
        TableVersion current = reads.table(source, arguments.text(Arguments.TABLE));
        TableVersion version = arguments
                .findVersion("version")
                .map(wanted -> reads.registry().getTableSchema(current.ref(), wanted))
                .orElse(current);
        Table table = version.table();
        String name = PlainText.line(version.ref().text(), 200);
        Draft draft = reads.draft("parts")
                .head("table", name)
                .head("kind", table.kind().nativeWord())
                .head("version", version.version().toString())
                .headLine(name + " (" + table.kind().nativeWord() + ") version " + version.version()
                        + (table.provenance().isInferred()
                                ? ", inferred from " + table.provenance().sampleSize() + " samples"
                                : ""))
                .about(source.id())
                .heading("keys", "keys:")
                .heading("referenced_by", "referenced by:")
                .heading("indexes", "indexes:")
                .heading("checks", "checks:");
        source.health().staleness(version.ref().table()).ifPresent(part -> {
            String reason = PlainText.line(part.gap().reason(), 160);
            draft.head("stale_since", part.since().toString())
                    .headLine("stale since " + part.since() + ", may be out of date: " + reason);
        });
        List<Part> parts = parts(
                new TableText(table, source.type()),
                table,
                schemas.of(source).referencesTo(version.ref().table()));
        int from = Math.min(arguments.offset(), parts.size());
        draft.page(from, parts.size());
        if (from == 0) {
            comment(table).ifPresent(draft::add);
        }
        parts.subList(from, parts.size()).forEach(draft::add);
        return draft;
    }

    private static Optional<Part> comment(Table table) {
        return table.comment()
                .map(comment -> SafeText.line(comment.strip(), 300))
                .filter(comment -> !comment.isEmpty())
                .map(comment -> Part.fact("comment", "-- " + comment, comment));
    }

    private static List<Part> parts(TableText text, Table table, List<Incoming> incoming) {
        List<Part> parts = new ArrayList<>();
        for (Field field : FieldPaths.readable(table)) {
            String column = text.column(field);
            String name = text.spelt(field.name());
            parts.add(Part.named("columns", name, name + ' ' + column, column));
        }
        text.keys().forEach(key -> parts.add(Part.entry("keys", key, key)));
        incoming.forEach(reference -> parts.add(entry("referenced_by", reference(text, reference))));
        text.indexes().forEach(index -> parts.add(entry("indexes", index)));
        text.checks().forEach(check -> parts.add(entry("checks", check)));
        table.definition()
                .map(definition -> PlainText.line(definition, 2_000))
                .map(definition -> Part.entry("definition", "defined as: " + definition, definition))
                .ifPresent(parts::add);
        return parts;
    }

    private static Part entry(String section, String line) {
        return Part.entry(section, line, line);
    }

    private static String reference(TableText text, Incoming incoming) {
        return PlainText.line(incoming.from().text(), 200)
                + text.spelt(incoming.key().fields())
                + " -> "
                + text.spelt(incoming.key().referencedFields());
    }
}
