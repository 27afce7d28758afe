package dev.schemaregistry.server.config;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads the configuration file. */
public final class ConfigurationFile {
    private ConfigurationFile() {}

    /**
     * Reads and checks a file.
     *
     * @param mustExist else, a file that does not exist says nothing
     * @param environment what {@code ${NAME}} refers to
     * @throws InvalidRequestException with {@code INVALID_CONFIGURATION}, naming file, line, key and everything that is wrong
     */
    public static Configuration load(Path file, boolean mustExist, Map<String, String> environment) {
        if (!mustExist && !Files.exists(file)) {
            return Configuration.EMPTY;
        }
        return parse(read(file), file.toString(), environment);
    }

    /** Like {@link #load}, from a text; {@code name} stands for the file in messages. */
    public static Configuration parse(String text, String name, Map<String, String> environment) {
        return YamlFile.read(text, name)
                .map(root -> new ConfigurationReader(name, new ConfigurationDocument(root, new Variables(environment)))
                        .read())
                .orElse(Configuration.EMPTY);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "there is no configuration " + file + "; check --config and SCHEMA_REGISTRY_CONFIG",
                    missing);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "configuration " + file + " can't be read as UTF-8 text; check its permissions and encoding",
                    unreadable);
        }
    }
}
