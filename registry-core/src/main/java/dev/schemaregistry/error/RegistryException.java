package dev.schemaregistry.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The parent of every error this library throws on purpose.
 *
 * <p>The message is one sentence a person can act on: what was being done, to which subject, what was found, what to do next.
 * It never holds a secret. A new kind of failure is a new {@link ErrorCode}, not a new class.
 */
public abstract sealed class RegistryException extends RuntimeException
        permits NotFoundException, ConflictException, SourceException, StoreException, InvalidRequestException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    RegistryException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = requireNonNull(code, "code");
    }

    /** The stable code. */
    public final ErrorCode code() {
        return code;
    }

    /** The sentence; never null. */
    @Override
    public final String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
