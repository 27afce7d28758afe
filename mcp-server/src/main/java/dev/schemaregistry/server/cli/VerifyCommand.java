package dev.schemaregistry.server.cli;

import dev.schemaregistry.server.RegistryAddress;
import dev.schemaregistry.server.StoreDesk;
import dev.schemaregistry.store.jdbc.Soundness;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks through a registry. */
@Command(
        name = "verify",
        description = {
            "Looks through a whole registry or a backup: pages and references of a file, versions and their events,",
            "current tables and their last versions, and every stored schema. Nothing is changed, nothing is upgraded.",
            "Exit code 1: something is not sound."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry verify /backups/registry-2026-03-01.db",
            "  schema-registry verify                                  the registry itself"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "<file>",
            description = "A file, or postgresql://…; the registry when left out.")
    @Nullable
    String registry;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StoreDesk stores = session.services().stores();
        RegistryAddress address = registry == null ? stores.configured() : stores.address(registry);
        Soundness found = stores.check(address);
        SoundnessPage shown = new SoundnessPage(found);
        session.answer(shown::json, shown::show);
        return found.isSound() ? 0 : 1;
    }
}
