package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.store.jdbc.RegistryStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a registry is kept: a SQLite file, or a PostgreSQL database.
 *
 * @param file the file; empty for a server
 * @param url what the store is opened with
 * @param indexFolder where the search index goes
 */
public record RegistryAddress(Optional<Path> file, String url, Path indexFolder) {
    private static final Pattern SERVER = Pattern.compile("(?:jdbc:)?postgres(?:ql)?:.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SQLITE = Pattern.compile("(?:jdbc:)?sqlite:(?://(?=/))?", Pattern.CASE_INSENSITIVE);

    /** The address of something that is neither; as a path it would show its password wherever the file is named. */
    private static final Pattern OTHER =
            Pattern.compile("\\s*[a-z][a-z0-9+.:-]+://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    public RegistryAddress {
        requireNonNull(file, "file");
        requireNonNull(url, "url");
        requireNonNull(indexFolder, "indexFolder");
    }

    static RegistryAddress of(Optional<String> wanted, Path home) {
        String text = wanted.orElseGet(() -> home.resolve("registry.db").toString());
        if (SERVER.matcher(text).matches()) {
            return new RegistryAddress(Optional.empty(), text, home.resolve("registry.index"));
        }
        String name = SQLITE.matcher(text).replaceFirst("");
        if (OTHER.matcher(name).matches()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the registry's address starts with no known scheme; write a path, sqlite:/path/registry.db or postgresql://…");
        }
        Path file = path(name);
        return new RegistryAddress(
                Optional.of(file), file.toString(), file.resolveSibling(file.getFileName() + ".index"));
    }

    /** For people: the file, or the server without user and password. */
    public String shown() {
        return file.map(Path::toString).orElseGet(() -> RegistryStores.shown(url));
    }

    /** As {@link #shown()}: the address itself may hold a password. */
    @Override
    public String toString() {
        return shown();
    }

    RegistryStore open(boolean create, SecretResolver secrets, Clock clock) {
        file.ifPresent(path -> {
            if (!Files.exists(path)) {
                prepare(path, create);
            }
        });
        return RegistryStores.open(url, secrets, clock);
    }

    private static void prepare(Path path, boolean create) {
        if (!create) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "there is no registry at " + path
                            + " yet; make one with \"schema-registry init\", or name another with --registry");
        }
        Path folder = path.getParent();
        try {
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(folder.toAbsolutePath().getParent());
                makePrivate(folder);
            }
        } catch (IOException denied) {
            throw new StoreException(
                    ErrorCode.STORE_FAILED, "the folder " + folder + " can't be made; check its permissions", denied);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return;
        }
        Files.createDirectory(folder);
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException malformed) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the registry's path is malformed; name a file or postgresql://…",
                    malformed);
        }
    }
}
