package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds an entity. */
@Command(
        name = "add",
        description = "Adds an entity, or replaces the one of that name.",
        footerHeading = "%nExample:%n",
        footer = "  schema-registry ontology add Customer --synonym client --table crm.accounts --table shop.customers")
final class OntologyAddCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<name>", description = "The business word.")
    @Nullable
    String name;

    @Option(names = "--synonym", paramLabel = "<word>", description = "Another word for it; may be repeated.")
    @Nullable
    List<String> synonyms;

    @Option(names = "--table", paramLabel = "<source.table>", description = "A table that holds it; may be repeated.")
    @Nullable
    List<TableArgument> tables;

    @Option(names = "--description", paramLabel = "<text>", description = "What it is.")
    @Nullable
    String description;

    OntologyAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SchemaRegistry registry = session.services().registry();
        List<TableRef> refs = tables == null
                ? List.of()
                : tables.stream().map(table -> table.current(registry).ref()).toList();
        OntologyEntity entity = new OntologyEntity(
                requireNonNull(name), Optional.ofNullable(description), synonyms == null ? List.of() : synonyms, refs);
        registry.upsertEntity(entity);
        session.answer(() -> JsonText.tree(entity), page -> page.line(Span.good("saved "), Span.bold(entity.name())));
        return 0;
    }
}
