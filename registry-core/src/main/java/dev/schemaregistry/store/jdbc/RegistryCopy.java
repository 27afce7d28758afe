package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.store.jdbc.SqliteDatabase.SqliteLimits;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Copies a whole registry into an empty one, of either kind: a SQLite file or a PostgreSQL database. */
public final class RegistryCopy {
    private RegistryCopy() {}

    /**
     * Copies everything that a registry holds at one moment; others may go on writing to it, and nothing of it is changed. The copy
     * is made in one transaction, or in a file that gets its name at the end, and is read back and held against the original
     * before. When anything fails there is no row, and no file of that name. Memory does not grow with the registry.
     *
     * @param from the address of a registry of this program's version, as {@link RegistryStores} takes it
     * @param to the address of a registry without content, or of a place where there is none
     * @param secrets resolves references in both addresses
     * @param progress hears of it, on this thread
     * @throws InvalidRequestException with {@code INVALID_ARGUMENT} when nothing is at {@code from} or something at {@code to}; with
     *     {@code UNSUPPORTED} when {@code from} has tables of an older version
     * @throws dev.schemaregistry.error.StoreException when one of them fails, or the copy is not equal
     */
    public static Copied copy(String from, String to, SecretResolver secrets, CopyProgress progress) {
        try (Database source = RegistryStores.databaseAsItIs(from, secrets)) {
            requireThisVersion(source, RegistryStores.shown(from));
            Copied copied = source.snapshot(
                    session -> copyInto(to, secrets, new CopyRun(session, RegistryStores.shown(to), progress)));
            return copied.withNow(source.read(RegistryCopy::lastSequence));
        }
    }

    private static Copied copyInto(String to, SecretResolver secrets, CopyRun run) {
        Optional<SqliteFile> file = RegistryStores.findFile(to).filter(target -> !target.exists());
        if (file.isPresent()) {
            return SqliteDatabase.createWith(file.get(), SqliteLimits.DEFAULT, target -> target.write(run::into));
        }
        try (Database target = RegistryStores.database(to, secrets)) {
            return target.write(run::into);
        }
    }

    private static void requireThisVersion(Database source, String shown) {
        String version = source.read(Soundness::tablesVersion);
        if (!version.equals(Integer.toString(Migrations.CURRENT))) {
            throw new InvalidRequestException(
                    ErrorCode.UNSUPPORTED,
                    "the registry " + shown + " has tables of version " + version + " and can be copied from version "
                            + Migrations.CURRENT + " on; any command that opens it, such as status, brings it there");
        }
    }

    static long lastSequence(Session session) throws SQLException {
        return session.find(row -> row.getLong(1), Statements.LAST_SEQUENCE).orElse(0L);
    }

    /**
     * What was copied.
     *
     * @param rows by table, in the tables' order of names
     * @param lastSequence the copy goes up to this place in the event log
     * @param later how many events were written to the original meanwhile, which the copy does not have
     */
    public record Copied(Map<String, Long> rows, long lastSequence, long later) {
        public Copied {
            rows = Collections.unmodifiableMap(new TreeMap<>(rows));
        }

        Copied withNow(long sequence) {
            return new Copied(rows, lastSequence, sequence - lastSequence);
        }

        /** All rows. */
        public long total() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
