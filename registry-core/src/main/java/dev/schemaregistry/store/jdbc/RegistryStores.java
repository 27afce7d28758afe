package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.store.jdbc.SqliteDatabase.SqliteLimits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opens stores. Which one is a matter of the address alone:
 *
 * <ul>
 *   <li>{@code sqlite:/path/registry.db}, {@code jdbc:sqlite:…} or a bare path: a file, made when missing, readable by its owner only;
 *   <li>{@code postgresql://user@host:5432/database?currentSchema=registry} or {@code jdbc:postgresql:…}: a PostgreSQL database, its
 *       tables made when missing.
 * </ul>
 */
public final class RegistryStores {
    private static final Pattern SQLITE = Pattern.compile("(?i)(?:jdbc:)?sqlite:(?://(?=/))?");

    /** The address of another kind of server: as a path it would become a folder that shows its password. */
    private static final Pattern OTHER = Pattern.compile("(?is)\\s*[a-z][a-z0-9+.:-]+://.*");

    private RegistryStores() {}

    /** As {@link #open(String, SecretResolver, Clock)}, for an address without a reference to a secret. */
    public static RegistryStore open(String url, Clock clock) {
        return open(
                url,
                reference -> {
                    throw new InvalidRequestException(
                            ErrorCode.UNRESOLVED_SECRET,
                            "the registry's address refers to a password, but nothing here resolves references");
                },
                clock);
    }

    /**
     * Opens a store, bringing its tables up to date.
     *
     * @param secrets resolves the reference in {@code ?password=env:NAME}
     * @param clock tells the time of what comes without one
     * @throws dev.schemaregistry.error.StoreException when it is empty ({@code STORE_EMPTY}), another application's ({@code
     *     STORE_FOREIGN}), damaged ({@code STORE_CORRUPT}), of a newer version ({@code STORE_NEWER}) or not reachable; nothing is
     *     changed then
     * @throws InvalidRequestException with {@code INVALID_URI} for a malformed address; it is not repeated, for it may hold a password
     */
    public static RegistryStore open(String url, SecretResolver secrets, Clock clock) {
        return new JdbcRegistryStore(database(url, secrets), clock);
    }

    /** An address for people: the file, or the hosts and the database of a server; never a user, a password or a property. */
    public static String shown(String url) {
        return PostgresAddress.matches(url)
                ? PostgresAddress.shown(url)
                : path(url).toString();
    }

    static Database database(String url, SecretResolver secrets) {
        return findFile(url)
                .<Database>map(file -> SqliteDatabase.open(file, SqliteLimits.DEFAULT))
                .orElseGet(() -> PostgresDatabase.open(PostgresAddress.parse(url, secrets)));
    }

    /** Opens what is there, of whatever version this program knows; makes nothing and brings nothing up to date. */
    static Database databaseAsItIs(String url, SecretResolver secrets) {
        return findFile(url)
                .<Database>map(file -> SqliteDatabase.openAsItIs(file, SqliteLimits.DEFAULT))
                .orElseGet(() -> PostgresDatabase.openAsItIs(PostgresAddress.parse(url, secrets)));
    }

    /** The file, there or not; empty for a server. */
    static Optional<SqliteFile> findFile(String url) {
        return PostgresAddress.matches(url) ? Optional.empty() : Optional.of(new SqliteFile(path(url)));
    }

    private static Path path(String url) {
        String text = SQLITE.matcher(url).replaceFirst("");
        try {
            if (text.isBlank()
                    || text.startsWith(":")
                    || text.startsWith("file:")
                    || text.contains("?")
                    || OTHER.matcher(text).matches()) {
                throw new InvalidPathException("", "no path");
            }
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException malformed) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_URI,
                    "the registry's address names no file; write a path, sqlite:/path/registry.db or postgresql://…",
                    malformed);
        }
    }
}
