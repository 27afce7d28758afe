package dev.schemaregistry.error;

import org.jspecify.annotations.Nullable;

/** Somebody else changed the subject first or does the work now, or a name means several things. */
public final class ConflictException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public ConflictException(ErrorCode code, String message) {
        super(code, message, null);
    }

    public ConflictException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
