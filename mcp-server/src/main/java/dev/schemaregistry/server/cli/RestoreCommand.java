package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.server.StoreDesk;
import dev.schemaregistry.store.jdbc.RegistryBackup.Existing;
import dev.schemaregistry.store.jdbc.RegistryBackup.Restored;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a registry of a backup. */
@Command(
        name = "restore",
        description = {
            "Makes the registry out of a backup, which is looked through first and stays as it is.",
            "Does nothing when there is a registry already, unless --force is given. End what uses it first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry restore /backups/registry-2026-03-01.db",
            "  schema-registry restore backup.db --force                       the registry of now is kept aside",
            "  schema-registry restore backup.db --registry postgresql://host/db   into an empty database"
        })
final class RestoreCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<file>", description = "A backup.")
    @Nullable
    Path file;

    @Option(
            names = "--force",
            description = "Put it in the place of a registry that is there; that one is kept under another name.")
    boolean force;

    RestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StoreDesk stores = session.services().stores();
        Restored restored = restore(stores);
        String place = stores.configured().shown();
        SoundnessPage shown = new SoundnessPage(restored.soundness());
        session.answer(
                () -> {
                    ObjectNode node = shown.json();
                    node.put("backup", restored.soundness().registry()).put("registry", place);
                    restored.aside().ifPresent(aside -> node.put("aside", aside.toString()));
                    return node;
                },
                page -> {
                    page.line(Span.good("restored "), Span.bold(place), Span.plain("  " + shown.content()));
                    restored.aside().ifPresent(aside -> page.line("the registry that was there is kept as " + aside));
                });
        return 0;
    }

    private Restored restore(StoreDesk stores) {
        try (Progress progress = Progress.of(session, "copying", 0)) {
            return stores.restore(requireNonNull(file), force ? Existing.KEEP_ASIDE : Existing.REFUSE, progress::at);
        }
    }
}
