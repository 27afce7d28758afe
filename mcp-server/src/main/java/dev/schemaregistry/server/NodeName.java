package dev.schemaregistry.server;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** What a process is called among the nodes that share a registry. */
final class NodeName {
    static final String VARIABLE = "SCHEMA_REGISTRY_NODE";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private NodeName() {}

    /**
     * The name that was given, else the one of the environment, else the machine's with the process's number; with a mark of this run, so
     * that a process that is started anew is not taken for the one before, which may only be asleep.
     *
     * @throws InvalidRequestException for a name with other characters than letters, digits, dots, dashes and underscores
     */
    static String of(Optional<String> given, Map<String, String> environment) {
        String name = given.or(() -> Optional.ofNullable(environment.get(VARIABLE)))
                .filter(text -> !text.isBlank())
                .orElseGet(() -> machine() + '-' + ProcessHandle.current().pid());
        if (!ALLOWED.matcher(name).matches()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a node's name has up to 64 letters, digits, dots, dashes and underscores; choose another with --node or "
                            + VARIABLE);
        }
        return name
                + '/'
                + String.format(Locale.ROOT, "%06x", ThreadLocalRandom.current().nextInt(1 << 24));
    }

    private static String machine() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
            return name.substring(0, Math.min(name.length(), 40));
        } catch (UnknownHostException nameless) {
            return "node";
        }
    }
}
