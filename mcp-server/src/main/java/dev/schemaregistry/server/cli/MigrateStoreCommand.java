package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.server.RegistryAddress;
import dev.schemaregistry.server.StoreDesk;
import dev.schemaregistry.server.view.Counted;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.store.jdbc.RegistryCopy.Copied;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Moves a registry to another store. */
@Command(
        name = "migrate-store",
        description = {
            "Copies a whole registry to another place: from a SQLite file to PostgreSQL, back, or within one kind.",
            "The target must be empty or not exist. The copy is read back and compared before it is kept; when",
            "anything fails there is none. The original is not changed, and others may use it meanwhile; what they",
            "write after the start is not in the copy, and is counted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry migrate-store team.db \"postgresql://ann@host/db?password=env:PGPASSWORD\"",
            "  schema-registry migrate-store postgresql://ann@host/db ./team.db"
        })
final class MigrateStoreCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<from>", description = "The registry: a SQLite file, or postgresql://…")
    @Nullable
    String from;

    @Parameters(index = "1", paramLabel = "<to>", description = "Where it goes: a new file, or an empty database.")
    @Nullable
    String to;

    MigrateStoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StoreDesk stores = session.services().stores();
        RegistryAddress source = stores.address(requireNonNull(from));
        RegistryAddress target = stores.address(requireNonNull(to));
        Copied copied = copy(stores, source, target);
        session.answer(
                () -> json(source, target, copied),
                page -> page.line(
                                Span.good("copied and compared "),
                                Span.bold(Counted.of(copied.total(), "row")),
                                Span.plain(", up to event " + copied.lastSequence()))
                        .line("from " + source.shown())
                        .line("to   " + target.shown()));
        if (copied.later() > 0) {
            session.warn(Counted.of(copied.later(), "event") + " came to the original meanwhile and "
                    + (copied.later() == 1 ? "is" : "are")
                    + " not in the copy; end what writes to it, and copy it again to another place");
        }
        session.hint("next: name the new place with --registry, SCHEMA_REGISTRY_URL or in the configuration");
        return 0;
    }

    private Copied copy(StoreDesk stores, RegistryAddress source, RegistryAddress target) {
        try (Progress progress = Progress.of(session, "copying", 0)) {
            return stores.copy(source, target, progress::at);
        }
    }

    private static ObjectNode json(RegistryAddress source, RegistryAddress target, Copied copied) {
        ObjectNode node = Views.object().put("from", source.shown()).put("to", target.shown());
        ObjectNode rows = node.putObject("rows");
        copied.rows().forEach(rows::put);
        return node.put("total", copied.total())
                .put("lastSequence", copied.lastSequence())
                .put("later", copied.later());
    }
}
