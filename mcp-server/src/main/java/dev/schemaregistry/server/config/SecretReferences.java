package dev.schemaregistry.server.config;

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

/** References to secrets: {@code env:NAME} and {@code file:/path}. */
public final class SecretReferences {
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final long MOST_BYTES = 64 * 1024;

    private SecretReferences() {}

    /** Whether a text has the form of a reference, so that it is not a secret itself. */
    public static boolean isReference(String text) {
        return text.startsWith(ENVIRONMENT) || text.startsWith(FILE);
    }

    /** Resolves both forms; reads the file anew each time, so that a rotated secret is seen. */
    public static SecretResolver resolver(Map<String, String> environment) {
        Map<String, String> variables = Map.copyOf(environment);
        return reference -> resolve(reference, variables);
    }

    private static Secret resolve(String reference, Map<String, String> variables) {
        if (reference.startsWith(ENVIRONMENT)) {
            return fromVariable(reference.substring(ENVIRONMENT.length()), variables);
        }
        if (reference.startsWith(FILE)) {
            return fromFile(reference.substring(FILE.length()));
        }
        // What stands there may be the secret itself: it is not repeated.
        throw unresolved("a credential is not a reference; write env:NAME or file:/path", null);
    }

    private static Secret fromVariable(String name, Map<String, String> variables) {
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

    private static InvalidRequestException unresolved(
            String sentence, @org.jspecify.annotations.Nullable Throwable cause) {
        return new InvalidRequestException(ErrorCode.UNRESOLVED_SECRET, sentence, cause);
    }
}
