package dev.schemaregistry.connector.sqlite;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What reading a SQLite file needs.
 *
 * @param path absolute
 * @param busyTimeout how long to wait for a lock that a writer holds
 * @param queryTimeout how long one reading may take
 */
record SqliteSettings(Path path, Duration busyTimeout, Duration queryTimeout) {
    /** What may stand behind the '?' of a URI, besides {@code mode=ro}. */
    static final Set<String> PROPERTIES = Set.of("busy_timeout", "query_timeout");

    /** Folders of the system: what looks like a file there is configuration, a device or a door into the kernel. */
    private static final List<Path> SYSTEM =
            List.of(Path.of("/dev"), Path.of("/etc"), Path.of("/proc"), Path.of("/sys"));

    SqliteSettings {
        requireNonNull(path, "path");
        requireNonNull(busyTimeout, "busyTimeout");
        requireNonNull(queryTimeout, "queryTimeout");
    }

    /**
     * Reads settings that {@link SqliteAddress} made, or that an operator wrote.
     *
     * @throws InvalidRequestException naming the setting that is missing, unknown or malformed
     */
    static SqliteSettings of(Map<String, String> settings) {
        Set<String> unknown = new LinkedHashSet<>(settings.keySet());
        unknown.removeAll(PROPERTIES);
        unknown.remove("path");
        if (!unknown.isEmpty()) {
            throw invalid("the setting \"" + unknown.iterator().next() + "\" is unknown");
        }
        return new SqliteSettings(
                path(settings.getOrDefault("path", "")),
                milliseconds(settings, "busy_timeout", 5_000),
                milliseconds(settings, "query_timeout", 30_000));
    }

    private static Path path(String text) {
        if (text.isBlank() || text.startsWith(":") || text.indexOf('\0') >= 0) {
            throw invalid("\"path\" names no file");
        }
        try {
            Path path = Path.of(text).toAbsolutePath().normalize();
            if (SYSTEM.stream().anyMatch(path::startsWith)) {
                throw invalid("\"path\" lies in a folder of the operating system, where no databases are");
            }
            return path;
        } catch (InvalidPathException e) {
            throw invalid("\"path\" names no file");
        }
    }

    private static Duration milliseconds(Map<String, String> settings, String name, long otherwise) {
        String text = settings.getOrDefault(name, Long.toString(otherwise));
        if (!text.matches("[0-9]{1,7}")) {
            throw invalid("\"" + name + "\" is no number of milliseconds up to 9999999");
        }
        return Duration.ofMillis(Long.parseLong(text));
    }

    private static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION, "the settings of a sqlite source are not usable: " + problem);
    }
}
