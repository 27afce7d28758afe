package dev.schemaregistry.server.access;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration says of callers over HTTP.
 *
 * @param audit the file in which calls are written down; empty: they are not
 */
public record AccessSettings(
        List<ApiKey> keys, Optional<OauthSettings> oauth, CallLimits limits, Optional<Path> audit) {
    /** What holds without a word in the configuration. */
    public static final AccessSettings DEFAULT =
            new AccessSettings(List.of(), Optional.empty(), CallLimits.DEFAULT, Optional.empty());

    public AccessSettings {
        requireNonNull(oauth, "oauth");
        requireNonNull(limits, "limits");
        requireNonNull(audit, "audit");
        keys = List.copyOf(keys);
    }
}
