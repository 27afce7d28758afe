package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether this program runs in a container, where {@code localhost} is another machine.
 *
 * @param reason what showed it, in a few words
 */
public record Container(boolean isInside, String reason) {
    /** Says it, whatever the machine looks like: {@code true} or {@code false}. */
    public static final String VARIABLE = "SCHEMA_REGISTRY_IN_CONTAINER";

    private static final Pattern RUNTIME = Pattern.compile("docker|containerd|kubepods|libpod|lxc");

    public Container {
        requireNonNull(reason, "reason");
    }

    /**
     * Looks at the variable, then at what container engines leave behind.
     *
     * @param root the root of the file system
     */
    public static Container detect(Map<String, String> environment, Path root) {
        String said = environment.getOrDefault(VARIABLE, "").strip().toLowerCase(Locale.ROOT);
        if (!said.isEmpty()) {
            return new Container(isTrue(said), VARIABLE + "=" + said);
        }
        return sign(environment, root)
                .map(sign -> new Container(true, sign))
                .orElseGet(() -> new Container(false, "nothing shows a container"));
    }

    private static boolean isTrue(String said) {
        if (said.equals("true") || said.equals("false")) {
            return said.equals("true");
        }
        throw new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION,
                "variable " + VARIABLE + " is neither true nor false; set it to one of them");
    }

    private static Optional<String> sign(Map<String, String> environment, Path root) {
        for (String file : new String[] {".dockerenv", "run/.containerenv"}) {
            if (Files.exists(root.resolve(file))) {
                return Optional.of("/" + file + " exists");
            }
        }
        if (!environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").isEmpty()) {
            return Optional.of("KUBERNETES_SERVICE_HOST is set");
        }
        return controlGroup(root.resolve("proc/1/cgroup"));
    }

    private static Optional<String> controlGroup(Path file) {
        try {
            return RUNTIME.matcher(Files.readString(file)).find()
                    ? Optional.of("/proc/1/cgroup names a container")
                    : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
