package dev.schemaregistry.server.secrets;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Secrets of this machine: environment variables, and files. Nothing is kept. */
final class LocalSecrets implements SecretResolver {
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final long MOST_BYTES = 64 * 1024;

    private final Map<String, String> variables;

    LocalSecrets(Map<String, String> environment) {
        this.variables = Map.copyOf(environment);
    }

    static boolean isReference(String text) {
        return text.startsWith(ENVIRONMENT) || text.startsWith(FILE);
    }

    @Override
    public Secret resolve(String reference) {
        if (reference.startsWith(ENVIRONMENT)) {
            return fromVariable(reference.substring(ENVIRONMENT.length()));
        }
        if (reference.startsWith(FILE)) {
            return fromFile(reference.substring(FILE.length()));
        }
        // What stands there may be the secret itself: it is not repeated.
        throw unresolved("a credential is not a reference; write " + SecretReferences.FORMS, null);
    }

    private Secret fromVariable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw unresolved("a credential reference env:… does not name a variable; write env:NAME", null);
        }
        String value = variables.get(name);
        if (value == null || value.isEmpty()) {
            throw unresolved(
                    "credential env:" + name + " can't be resolved: the variable is not set; set " + name, null);
        }
        return Secret.of(value);
    }

    private static Secret fromFile(String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > MOST_BYTES) {
                throw unresolved(
                        "credential file:" + path + " can't be resolved: the file is larger than 64 KiB", null);
            }
            return Secret.of(Files.readString(file).stripTrailing());
        } catch (IOException | InvalidPathException unreadable) {
            throw unresolved(
                    "credential file:" + path
                            + " can't be resolved: the file can't be read; check path and permissions",
                    unreadable);
        }
    }

    static InvalidRequestException unresolved(String sentence, @Nullable Throwable cause) {
        return new InvalidRequestException(ErrorCode.UNRESOLVED_SECRET, sentence, cause);
    }
}
