package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.Counted;
import dev.schemaregistry.server.view.Views;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forgets what tests left behind. */
@Command(
        name = "cleanup-test",
        description = {
            "Removes the sources whose ids start with test_ from the registry, with their tables and versions.",
            "Shows what would go, and does nothing, unless --apply is given. The sources themselves are not touched."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry cleanup-test                       what would go",
            "  schema-registry cleanup-test --apply               remove it",
            "  schema-registry cleanup-test --prefix ci_ --apply  those of another kind"
        })
final class CleanupTestCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--apply", description = "Remove them; without it nothing is changed.")
    boolean apply;

    @Option(
            names = "--prefix",
            paramLabel = "<text>",
            defaultValue = "test_",
            description = "What the ids start with (default: ${DEFAULT-VALUE}).")
    String prefix = "test_";

    CleanupTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (prefix.isBlank()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "an empty --prefix would remove every source; name the start of the ids, such as test_");
        }
        SchemaRegistry registry = session.services().registry();
        Map<DataSource, Integer> found = new LinkedHashMap<>();
        registry.listDataSources().stream()
                .filter(source -> source.id().value().startsWith(prefix))
                .forEach(source ->
                        found.put(source, registry.listTables(source.id()).size()));
        if (apply) {
            found.forEach((source, tables) -> remove(registry, source, tables));
        }
        session.answer(() -> json(found), page -> show(page, found));
        warnOfConfigured(found.keySet().stream().toList());
        return 0;
    }

    private void remove(SchemaRegistry registry, DataSource source, int tables) {
        if (registry.removeDataSource(source.id())) {
            registry.audit(
                    "cli:" + session.surroundings().user(),
                    "source.remove",
                    source.id().value(),
                    "cleanup-test --prefix " + prefix + ", " + Counted.of(tables, "table"));
        }
    }

    private ObjectNode json(Map<DataSource, Integer> found) {
        ObjectNode node = Views.list(
                "sources",
                found.entrySet(),
                entry -> Views.object()
                        .put("id", entry.getKey().id().value())
                        .put("type", entry.getKey().type())
                        .put("tables", entry.getValue()));
        return node.put("prefix", prefix).put("applied", apply);
    }

    private void show(Page page, Map<DataSource, Integer> found) {
        Span verb = apply ? Span.good("removed ") : Span.warning("would remove ");
        found.forEach((source, tables) -> page.line(
                verb, Span.bold(source.id()), Span.plain("  " + source.type() + ", " + Counted.of(tables, "table"))));
        if (found.isEmpty()) {
            page.line("no source's id starts with " + prefix);
        } else if (!apply) {
            page.line(Span.dim("nothing was changed; remove them with: schema-registry cleanup-test --apply"
                    + (prefix.equals("test_") ? "" : " --prefix " + prefix)));
        }
    }

    private void warnOfConfigured(List<DataSource> found) {
        if (found.isEmpty()) {
            return;
        }
        session.services().configuration().sources().stream()
                .filter(entry -> found.stream().anyMatch(source -> source.id().equals(entry.id())))
                .forEach(entry -> session.warn(
                        "the configuration names " + entry.id() + "; the next init or introspect registers it again"));
    }
}
