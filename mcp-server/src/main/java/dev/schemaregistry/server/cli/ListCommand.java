package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.Slice;
import dev.schemaregistry.server.view.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What there is: sources, or one source's tables. */
@Command(
        name = "list",
        description = "Lists the sources, or the tables of one source.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry list                      all sources",
            "  schema-registry list shop                 the tables of shop",
            "  schema-registry list shop --json          the same for a program"
        })
final class ListCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "<source>", description = "A source's id.")
    @Nullable
    SourceId source;

    @Mixin
    PageOptions paging = new PageOptions();

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (source == null) {
            SourceList.show(session, paging);
            return 0;
        }
        SchemaRegistry registry = session.services().registry();
        tables(registry, registry.getDataSource(source));
        return 0;
    }

    private void tables(SchemaRegistry registry, DataSource of) {
        Map<TableName, TableStatistics> statistics = registry.statistics(of.id());
        Slice<TableVersion> slice = paging.cut(
                registry.currentTables(of.id()),
                version -> version.ref().table().text());
        session.answer(
                () -> {
                    ObjectNode node = Views.list(
                            "tables",
                            slice.items(),
                            version -> Views.withStaleness(
                                    Views.tableLine(
                                            version,
                                            Optional.ofNullable(
                                                    statistics.get(version.ref().table()))),
                                    of.health().staleness(version.ref().table())));
                    slice.addTo(node);
                    return node.put("source", of.id().value());
                },
                page -> {
                    page.rows(Page.withHeadings(
                            slice.items().stream()
                                    .map(version -> row(of, version, statistics))
                                    .toList(),
                            "TABLE",
                            "KIND",
                            "FIELDS",
                            "ROWS",
                            "VERSION",
                            "STALE",
                            "COMMENT"));
                    of.health()
                            .stale()
                            .forEach(part -> page.line(
                                    Span.warning("! stale: "),
                                    Span.plain(part.gap().place() + ": "
                                            + part.gap().reason())));
                    PageOptions.tell(slice, page);
                });
        if (slice.total() == 0) {
            session.hint("nothing read yet; next: schema-registry introspect " + of.id());
        }
    }

    private static List<Span> row(DataSource of, TableVersion version, Map<TableName, TableStatistics> statistics) {
        String rows = Optional.ofNullable(statistics.get(version.ref().table()))
                .map(seen -> seen.rows().isPresent() ? "~" + seen.rows().getAsLong() : "")
                .orElse("");
        return List.of(
                Span.bold(version.ref().table().text()),
                Span.plain(version.table().kind().nativeWord()),
                Span.plain(version.table().fields().size()),
                Span.plain(rows),
                Span.plain(version.version()),
                Span.warning(of.health()
                        .staleness(version.ref().table())
                        .map(part -> "since " + Times.moment(part.since()))
                        .orElse("")),
                Span.dim(Excerpts.of(version.table().comment())));
    }
}
