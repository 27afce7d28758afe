package dev.schemaregistry.server.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One key of a secret of Vault's key-value engine, version 2.
 *
 * @param mount where the engine is mounted: the first step of the path
 */
record VaultReference(String mount, String path, String key) {
    private static final String PREFIX = "vault:";
    private static final Pattern FORM =
            Pattern.compile("vault:/?(?<mount>[^/#\\p{Cntrl}]+)/(?<path>[^#\\p{Cntrl}]+)#(?<key>[^\\p{Cntrl}]+)");

    static boolean isReference(String text) {
        return text.startsWith(PREFIX);
    }

    static VaultReference parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Arrays.stream(form.group("path").split("/", -1)).anyMatch(VaultReference::isNoStep)) {
            throw LocalSecrets.unresolved(
                    "a credential reference vault:… is malformed; write vault:mount/path#key", null);
        }
        return new VaultReference(form.group("mount"), form.group("path"), form.group("key"));
    }

    private static boolean isNoStep(String step) {
        return step.isEmpty() || step.equals(".") || step.equals("..");
    }

    /** The secret as a whole, for messages. */
    String secret() {
        return mount + '/' + path;
    }

    /** Below {@code /v1/}; each step encoded, so that none can become another. */
    String request() {
        return encoded(mount) + "/data/"
                + Arrays.stream(path.split("/")).map(VaultReference::encoded).collect(Collectors.joining("/"));
    }

    static String encoded(String step) {
        return URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
