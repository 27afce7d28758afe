package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.view.ChangeText;
import dev.schemaregistry.server.view.Slice;
import dev.schemaregistry.server.view.Views;
import java.util.List;

/** The list of sources, which two commands show. */
final class SourceList {
    private SourceList() {}

    static void show(Session session, PageOptions paging) {
        SchemaRegistry registry = session.services().registry();
        Slice<DataSource> slice =
                paging.cut(registry.listDataSources(), source -> source.id().value());
        session.answer(
                () -> {
                    ObjectNode node = Views.list(
                            "sources",
                            slice.items(),
                            source -> Views.source(
                                    source, registry.listTables(source.id()).size()));
                    slice.addTo(node);
                    return node;
                },
                page -> {
                    page.rows(Page.withHeadings(
                            slice.items().stream()
                                    .map(source -> row(session, registry, source))
                                    .toList(),
                            "SOURCE",
                            "TYPE",
                            "TABLES",
                            "VERSION",
                            "STATUS",
                            "SEEN",
                            "DESCRIPTION"));
                    PageOptions.tell(slice, page);
                });
        if (session.verbosity() > 0) {
            tellChoices(session);
        }
        if (slice.total() == 0) {
            session.hint("no source is registered; next: schema-registry sources add <id> <url>");
        }
    }

    /** Which of two addresses the configuration leads to here. */
    private static void tellChoices(Session session) {
        Services services = session.services();
        services.configuration()
                .sources()
                .forEach(source -> source.address()
                        .choice(services.container())
                        .ifPresent(choice -> session.hint(source.id() + ": " + choice)));
    }

    private static List<Span> row(Session session, SchemaRegistry registry, DataSource source) {
        return List.of(
                Span.bold(source.id()),
                Span.plain(source.type()),
                Span.plain(registry.listTables(source.id()).size()),
                Span.plain(source.version()),
                status(source.health()),
                Span.plain(Times.ago(
                        source.health().lastSeen(), session.surroundings().clock())),
                Span.dim(Excerpts.of(source.description())));
    }

    static Span status(SourceHealth health) {
        String word = ChangeText.words(health.status());
        return switch (health.status()) {
            case OK -> Span.good(word);
            case PARTIAL -> Span.warning(word);
            case UNREACHABLE -> Span.bad(word);
            case NEVER_SEEN -> Span.dim(word);
        };
    }
}
