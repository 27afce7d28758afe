package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One source. */
@Command(name = "show", description = "Shows one source: address, settings, version, health.")
final class SourcesShowCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<id>", description = "The source's id.")
    @Nullable
    SourceId id;

    SourcesShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SchemaRegistry registry = session.services().registry();
        DataSource source = registry.getDataSource(requireNonNull(id));
        int tables = registry.listTables(source.id()).size();
        session.answer(
                () -> {
                    ObjectNode node = Views.source(source, tables);
                    node.set("settings", JsonText.tree(source.settings()));
                    return node;
                },
                page -> page.rows(rows(source, tables)));
        return 0;
    }

    private List<List<Span>> rows(DataSource source, int tables) {
        List<List<Span>> rows = new ArrayList<>();
        add(rows, "source", Span.bold(source.id()));
        add(rows, "type", Span.plain(source.type()));
        add(rows, "engine", Span.plain(source.engine()));
        add(rows, "address", Span.plain(source.uri()));
        source.settings().forEach((key, value) -> add(rows, "  " + key, Span.plain(value)));
        add(rows, "description", Span.plain(source.description().orElse("")));
        add(rows, "tables", Span.plain(tables));
        add(rows, "version", Span.plain(source.version() + ", revision " + source.revision()));
        add(rows, "status", SourceList.status(source.health()));
        add(rows, "", Span.plain(source.health().detail()));
        add(
                rows,
                "seen",
                Span.plain(Times.ago(
                        source.health().lastSeen(), session.surroundings().clock())));
        add(
                rows,
                "tried",
                Span.plain(Times.ago(
                        source.health().lastAttempt(), session.surroundings().clock())));
        return rows;
    }

    private static void add(List<List<Span>> rows, String name, Span value) {
        if (!value.text().isEmpty()) {
            rows.add(List.of(Span.dim(name), value));
        }
    }
}
