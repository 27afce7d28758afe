package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.store.jdbc.SqliteDatabase.SqliteLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Backups of a registry: SQLite files that are registries themselves, whatever kind they were taken from. */
public final class RegistryBackup {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private RegistryBackup() {}

    /**
     * Takes a backup while others write. The file gets its name when it is whole.
     *
     * @param registry the address of a registry; of this program's version when it is on PostgreSQL
     * @param backup a file that does not exist
     * @param secrets resolves a reference in the address
     * @param progress hears how rows come from PostgreSQL
     * @return what a look through the backup found
     * @throws InvalidRequestException with {@code INVALID_ARGUMENT} when there is no registry, or the file exists
     * @throws StoreException when the registry can't be read or the file not written
     */
    public static Soundness take(String registry, Path backup, SecretResolver secrets, CopyProgress progress) {
        Optional<SqliteFile> from = RegistryStores.findFile(registry);
        if (from.isEmpty()) {
            RegistryCopy.copy(registry, backup.toString(), secrets, progress);
            return check(backup);
        }
        from.get().requireRegistry();
        new SqliteFile(backup).createNew(draft -> {
            SqliteCopies.copy(from.get(), draft);
            return draft;
        });
        return check(backup);
    }

    /**
     * Makes a registry of a backup.
     *
     * @param backup a sound registry in a file, of any version up to this program's; of this one to go to PostgreSQL
     * @param registry the address of a place without a registry, or without content on PostgreSQL
     * @param existing what becomes of a file that has the name
     * @param secrets resolves a reference in the address
     * @param clock names what is kept aside
     * @param progress hears how rows go to PostgreSQL
     * @throws InvalidRequestException with {@code INVALID_ARGUMENT} when there is no backup, or a registry already
     * @throws StoreException when the backup is not sound ({@code STORE_CORRUPT}), or another program has the registry open ({@code
     *     STORE_BUSY}); nothing is changed then
     */
    public static Restored restore(
            Path backup,
            String registry,
            Existing existing,
            SecretResolver secrets,
            Clock clock,
            CopyProgress progress) {
        Soundness soundness = check(backup);
        if (!soundness.isSound()) {
            throw new StoreException(
                    ErrorCode.STORE_CORRUPT,
                    "the backup " + backup + " is not sound, so nothing was restored: "
                            + soundness.findings().get(0) + "; take another one");
        }
        Optional<SqliteFile> target = RegistryStores.findFile(registry);
        if (target.isPresent()) {
            return new Restored(soundness, restore(new SqliteFile(backup), target.get(), existing, clock));
        }
        if (existing == Existing.KEEP_ASIDE) {
            throw new InvalidRequestException(
                    ErrorCode.UNSUPPORTED,
                    "a registry on PostgreSQL is not replaced; restore into an empty database, or into another schema with ?currentSchema=");
        }
        RegistryCopy.copy(backup.toString(), registry, secrets, progress);
        return new Restored(soundness, Optional.empty());
    }

    private static Optional<Path> restore(SqliteFile backup, SqliteFile target, Existing existing, Clock clock) {
        if (!target.exists()) {
            target.createNew(draft -> live(backup, draft));
            return Optional.empty();
        }
        if (existing == Existing.REFUSE) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "there is a file " + target.path()
                            + " already; it was not changed; name another registry, or ask by --force to have it kept aside");
        }
        Path aside = target.path()
                .resolveSibling(target.path().getFileName() + ".replaced-" + MOMENT.format(clock.instant()));
        SqliteCopies.requireUnused(target);
        target.replace(
                draft -> {
                    live(backup, draft);
                    SqliteCopies.requireUnused(target);
                },
                aside);
        return Optional.of(aside);
    }

    private static Path live(SqliteFile backup, Path draft) {
        SqliteCopies.copy(backup, draft);
        SqliteDatabase.keepLog(new SqliteFile(draft), SqliteLimits.DEFAULT);
        return draft;
    }

    private static Soundness check(Path file) {
        return Soundness.check(file.toString(), reference -> {
            throw new IllegalStateException("a file has no secret");
        });
    }

    /** What becomes of a registry that is already there. */
    public enum Existing {
        /** It stays, and nothing is restored. */
        REFUSE,
        /** It is kept under another name beside the restored one. */
        KEEP_ASIDE
    }

    /**
     * What was restored.
     *
     * @param soundness what a look through the backup found
     * @param aside where the registry is that was there before
     */
    public record Restored(Soundness soundness, Optional<Path> aside) {}
}
