package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.summary.ShownTable;
import dev.schemaregistry.summary.Summary;
import dev.schemaregistry.summary.SummaryFormat;
import dev.schemaregistry.summary.SummaryLevel;
import dev.schemaregistry.summary.SummaryRequest;
import dev.schemaregistry.summary.SummaryTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an agent would be shown without summaries: the full schema of a source, or the names of all tables and then the tables of
 * the source one after another. Each is cut where the budget ends. One thread at a time.
 */
final class Alternatives {
    private final CatalogFile catalog;
    private final SchemaSummarizer summarizer;
    private final Map<Key, Set<String>> known = new HashMap<>();
    private final Map<SourceId, CutText> schemas = new HashMap<>();
    private final CutText names;

    Alternatives(CatalogFile catalog, SchemaSummarizer summarizer) {
        this.catalog = catalog;
        this.summarizer = summarizer;
        this.names = names(catalog);
    }

    private record Key(SourceId source, int budget, boolean listing) {}

    /** What the first tokens of the source's schema show. */
    Set<String> fullSchema(SourceId source, int budget) {
        return known.computeIfAbsent(
                new Key(source, budget, false), key -> schema(source).within(budget, summarizer::countTokens));
    }

    /** What the first tokens of the list of names, followed by the source's tables, show. */
    Set<String> listing(SourceId source, int budget) {
        return known.computeIfAbsent(
                new Key(source, budget, true),
                key -> names.then(schema(source)).within(budget, summarizer::countTokens));
    }

    private CutText schema(SourceId source) {
        return schemas.computeIfAbsent(source, this::write);
    }

    /** The tables in the order of the catalog, a line each, as a summary writes them. */
    private CutText write(SourceId source) {
        List<SummaryTable> tables =
                catalog.listTables(source).stream().map(SummaryTable::of).toList();
        Summary summary = summarizer.summarize(
                new SummaryRequest(tables, SummaryLevel.SUMMARY, SummaryFormat.DDL, Integer.MAX_VALUE));
        String text = summary.text();
        List<CutText.Item> items = new ArrayList<>();
        int start = start(text, summary.tables().size());
        for (ShownTable table : summary.tables()) {
            int end = text.indexOf('\n', start);
            addLine(text, start, end, table, items);
            start = end + 1;
        }
        return new CutText(text, items);
    }

    /** Behind the lines that open the text: the last lines are one a table, then the fence. */
    private static int start(String text, int tables) {
        int start = text.length() - 1;
        for (int line = 0; line <= tables; line++) {
            start = text.lastIndexOf('\n', start - 1);
        }
        return start + 1;
    }

    private static void addLine(String text, int start, int end, ShownTable table, List<CutText.Item> items) {
        String name = Answer.text(table.ref()).toLowerCase(Locale.ROOT);
        int open = text.indexOf('(', start) + 1;
        List<Integer> ends = fieldEnds(text, open, end - 1);
        boolean countable = ends.size() == table.fields().size();
        items.add(new CutText.Item(name, countable ? open : end));
        for (int field = 0; field < table.fields().size(); field++) {
            String column = table.fields().get(field).toLowerCase(Locale.ROOT);
            items.add(new CutText.Item(name + '.' + column, countable ? ends.get(field) : end));
        }
    }

    private static List<Integer> fieldEnds(String text, int start, int end) {
        List<Integer> ends = new ArrayList<>();
        int depth = 0;
        for (int i = start; i < end; i++) {
            char letter = text.charAt(i);
            depth += letter == '(' || letter == '[' || letter == '{' ? 1 : 0;
            depth -= letter == ')' || letter == ']' || letter == '}' ? 1 : 0;
            if (depth == 0 && text.startsWith(", ", i)) {
                ends.add(i);
            }
        }
        ends.add(end);
        return ends;
    }

    /** A line a source. */
    private static CutText names(CatalogFile catalog) {
        StringBuilder text = new StringBuilder();
        List<CutText.Item> items = new ArrayList<>();
        catalog.listSources().forEach(source -> {
            text.append(source.id().value()).append(':');
            for (TableVersion table : catalog.listTables(source.id())) {
                text.append(' ').append(table.ref().table().name());
                items.add(new CutText.Item(Answer.text(table.ref()).toLowerCase(Locale.ROOT), text.length()));
            }
            text.append('\n');
        });
        return new CutText(text.toString(), items);
    }
}
