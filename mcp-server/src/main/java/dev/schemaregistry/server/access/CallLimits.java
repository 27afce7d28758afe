package dev.schemaregistry.server.access;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;

/**
 * How much one principal may ask.
 *
 * @param perSecond requests a second, as a rate that is refilled evenly; as many may come at once
 * @param concurrent requests that are worked on at the same time; streams that only wait do not count
 */
public record CallLimits(int perSecond, int concurrent) {
    /** Room for a busy orchestrator, and an end to a loop that runs away. */
    public static final CallLimits DEFAULT = new CallLimits(10_000, 1_000);

    /** @throws InvalidRequestException for a limit below one */
    public CallLimits {
        if (perSecond < 1 || concurrent < 1) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_CONFIGURATION, "access.limits must be whole numbers of at least 1");
        }
    }
}
