package dev.schemaregistry.server.cli;

import dev.schemaregistry.classify.SchemaSearch;
import dev.schemaregistry.classify.SearchHit;
import dev.schemaregistry.classify.SearchResult;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.view.JsonText;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks up words. */
@Command(
        name = "search",
        description = "Finds tables and fields by words in their names, comments and synonyms, over all sources.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry search invoice",
            "  schema-registry search customer email --source crm",
            "  schema-registry search order --limit 5 --offset 5"
        })
final class SearchCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "<word>", description = "Words to look for.")
    @Nullable
    List<String> words;

    @Option(names = "--source", paramLabel = "<source>", description = "Look only here; may be repeated.")
    @Nullable
    List<SourceId> sources;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "20",
            description = "Show at most this many (default: ${DEFAULT-VALUE}).")
    int limit;

    @Option(names = "--offset", paramLabel = "<n>", defaultValue = "0", description = "Skip this many.")
    int offset;

    SearchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String text = String.join(" ", java.util.Objects.requireNonNull(words));
        if (sources != null) {
            sources.forEach(session.services().registry()::getDataSource);
        }
        SchemaSearch search = new SchemaSearch(text, sources == null ? Set.of() : Set.copyOf(sources), offset, limit);
        SearchResult result = session.services().classifier().search(search);
        session.answer(() -> JsonText.tree(result), page -> show(page, result));
        return 0;
    }

    private static void show(Page page, SearchResult result) {
        if (result.hits().isEmpty()) {
            page.line("nothing found"
                    + (result.nearestNames().isEmpty()
                            ? ""
                            : "; names that look like it: " + String.join(", ", result.nearestNames())));
            return;
        }
        page.rows(
                Page.withHeadings(result.hits().stream().map(SearchCommand::row).toList(), "FOUND", "KIND", "BY"));
        result.nextOffset()
                .ifPresent(next -> page.line(Span.dim("… " + result.total() + " in all; go on with --offset " + next)));
    }

    private static List<Span> row(SearchHit hit) {
        String name = hit.table().text() + hit.field().map(field -> "." + field).orElse("");
        return List.of(
                Span.bold(name),
                Span.plain(hit.field().isPresent() ? "field" : hit.kind().nativeWord()),
                Span.dim(String.join(", ", hit.words())));
    }
}
