package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.store.jdbc.CopyProgress;
import dev.schemaregistry.store.jdbc.RegistryBackup;
import dev.schemaregistry.store.jdbc.RegistryBackup.Existing;
import dev.schemaregistry.store.jdbc.RegistryBackup.Restored;
import dev.schemaregistry.store.jdbc.RegistryCopy;
import dev.schemaregistry.store.jdbc.RegistryCopy.Copied;
import dev.schemaregistry.store.jdbc.Soundness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where whole registries are copied, backed up, looked through and restored. Opens what it needs and closes it; thread-safe. */
public final class StoreDesk {
    private final RegistryAddress configured;
    private final Path home;
    private final SecretResolver secrets;
    private final Clock clock;

    StoreDesk(RegistryAddress configured, Path home, SecretResolver secrets, Clock clock) {
        this.configured = requireNonNull(configured, "configured");
        this.home = requireNonNull(home, "home");
        this.secrets = requireNonNull(secrets, "secrets");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The address as {@code --registry} would take it. */
    public RegistryAddress address(String text) {
        return RegistryAddress.of(Optional.of(text), home);
    }

    /** The registry that the other commands use. */
    public RegistryAddress configured() {
        return configured;
    }

    /** As {@link RegistryCopy#copy}; a search index that lay beside the target goes. */
    public Copied copy(RegistryAddress from, RegistryAddress to, CopyProgress progress) {
        Copied copied = RegistryCopy.copy(from.url(), to.url(), secrets, progress);
        forgetIndex(to);
        return copied;
    }

    /** Takes a backup of the configured registry, as {@link RegistryBackup#take}. */
    public Soundness backup(Path file, CopyProgress progress) {
        return RegistryBackup.take(configured.url(), absolute(file), secrets, progress);
    }

    /** As {@link Soundness#check}. */
    public Soundness check(RegistryAddress registry) {
        return Soundness.check(registry.url(), secrets);
    }

    /** Restores the configured registry, as {@link RegistryBackup#restore}; its search index goes, for it may be ahead. */
    public Restored restore(Path file, Existing existing, CopyProgress progress) {
        Restored restored =
                RegistryBackup.restore(absolute(file), configured.url(), existing, secrets, clock, progress);
        forgetIndex(configured);
        return restored;
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** It is made again from the registry; the events of an index that is ahead would be missed. */
    private static void forgetIndex(RegistryAddress address) {
        Path folder = address.indexFolder();
        try {
            if (Files.isDirectory(folder)) {
                for (Path each : deepestFirst(folder)) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException denied) {
            throw new StoreException(
                    ErrorCode.INDEX_FAILED,
                    "the registry " + address.shown() + " is there, but the search index " + folder
                            + ", which may be of another state, can't be deleted; delete this folder",
                    denied);
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
