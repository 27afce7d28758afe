package dev.schemaregistry.server.mcp;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.time.Duration;

/**
 * How long a session over HTTP lives without being used, and how many one principal may have at once.
 *
 * @param idle at least a second
 * @param most at least 1
 */
public record SessionLimits(Duration idle, int most) {
    public static final SessionLimits DEFAULT = new SessionLimits(Duration.ofMinutes(30), 1_000);

    /** @throws InvalidRequestException when a session could not live, or there could be none */
    public SessionLimits {
        requireNonNull(idle, "idle");
        if (idle.compareTo(Duration.ofSeconds(1)) < 0 || most < 1) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "there must be at least one session, living for at least a second");
        }
    }
}
