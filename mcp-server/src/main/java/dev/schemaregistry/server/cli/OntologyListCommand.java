package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Slice;
import dev.schemaregistry.server.view.Views;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All entities. */
@Command(name = "list", description = "Lists the entities with their synonyms and tables.")
final class OntologyListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    PageOptions paging = new PageOptions();

    OntologyListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Slice<OntologyEntity> slice = paging.cut(session.services().registry().listEntities(), OntologyEntity::name);
        session.answer(
                () -> {
                    ObjectNode node = Views.list("entities", slice.items(), JsonText::tree);
                    slice.addTo(node);
                    return node;
                },
                page -> {
                    page.rows(Page.withHeadings(
                            slice.items().stream().map(OntologyListCommand::row).toList(),
                            "ENTITY",
                            "SYNONYMS",
                            "TABLES",
                            "DESCRIPTION"));
                    PageOptions.tell(slice, page);
                });
        if (slice.total() == 0) {
            session.hint(
                    "no entity yet; next: schema-registry ontology add <name> --synonym <word> --table <source.table>");
        }
        return 0;
    }

    private static List<Span> row(OntologyEntity entity) {
        return List.of(
                Span.bold(entity.name()),
                Span.plain(String.join(", ", entity.synonyms())),
                Span.plain(entity.tables().stream().map(TableRef::text).collect(Collectors.joining(", "))),
                Span.dim(Excerpts.of(entity.description())));
    }
}
