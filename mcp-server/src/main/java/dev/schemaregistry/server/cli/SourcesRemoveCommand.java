package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.Counted;
import dev.schemaregistry.server.view.Views;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets a source. */
@Command(
        name = "remove",
        description =
                "Removes a source from the registry with its tables and versions. The source itself is not touched.")
final class SourcesRemoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<id>", description = "The source's id.")
    @Nullable
    SourceId id;

    SourcesRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SchemaRegistry registry = session.services().registry();
        DataSource source = registry.getDataSource(requireNonNull(id));
        int tables = registry.listTables(source.id()).size();
        registry.removeDataSource(source.id());
        session.answer(
                () -> Views.object().put("removed", source.id().value()).put("tables", tables),
                page -> page.line(
                        Span.good("removed "),
                        Span.bold(source.id()),
                        Span.plain("  with " + Counted.of(tables, "table"))));
        boolean configured = session.services().configuration().sources().stream()
                .anyMatch(entry -> entry.id().equals(source.id()));
        if (configured) {
            session.warn("the configuration still names it; the next init or introspect registers it again");
        }
        return 0;
    }
}
