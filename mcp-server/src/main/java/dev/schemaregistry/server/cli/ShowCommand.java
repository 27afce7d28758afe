package dev.schemaregistry.server.cli;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.Views;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One table in full. */
@Command(
        name = "show",
        description = "Shows one table: fields with types, keys, references, indexes, checks.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry show shop.customers                    as it is now",
            "  schema-registry show shop.customers --at 1.0.0         as it was at a version",
            "  schema-registry show crm.sales.accounts                with a namespace"
        })
final class ShowCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<source.table>", description = "The table.")
    @Nullable
    TableArgument table;

    @Option(
            names = "--at",
            paramLabel = "<version>",
            description = "A version such as 1.2.0; the current one when left out.")
    @Nullable
    SemanticVersion at;

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TableArgument wanted = java.util.Objects.requireNonNull(table);
        SchemaRegistry registry = session.services().registry();
        SemanticVersion version = at;
        TableVersion found =
                version == null ? wanted.current(registry) : registry.getTableSchema(wanted.subject(registry), version);
        DataSource source = registry.getDataSource(wanted.source());
        Optional<TableStatistics> statistics = registry.findStatistics(found.ref());
        session.answer(
                () -> Views.withStaleness(
                        Views.tableVersion(found, statistics),
                        source.health().staleness(found.ref().table())),
                page -> new TablePage(page, session.surroundings().clock()).show(source, found, statistics));
        return 0;
    }
}
