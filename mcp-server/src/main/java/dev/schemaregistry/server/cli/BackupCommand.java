package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.server.StoreDesk;
import dev.schemaregistry.store.jdbc.Soundness;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a backup. */
@Command(
        name = "backup",
        description = {
            "Writes the whole registry into a file, while others use it, and looks through the file.",
            "The file is a registry itself, a SQLite file, also when the registry is on PostgreSQL.",
            "Exit code 1: the backup was taken, and something in it is not sound."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry backup /backups/registry-2026-03-01.db",
            "  schema-registry restore /backups/registry-2026-03-01.db    when it is needed"
        })
final class BackupCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<file>", description = "A file that does not exist.")
    @Nullable
    Path file;

    BackupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StoreDesk stores = session.services().stores();
        Soundness found = take(stores);
        SoundnessPage shown = new SoundnessPage(found);
        session.answer(() -> shown.json().put("of", stores.configured().shown()), page -> {
            page.line(
                    Span.good("backup taken of "),
                    Span.plain(stores.configured().shown()));
            shown.show(page);
        });
        return found.isSound() ? 0 : 1;
    }

    private Soundness take(StoreDesk stores) {
        try (Progress progress = Progress.of(session, "copying", 0)) {
            return stores.backup(requireNonNull(file), progress::at);
        }
    }
}
