package dev.schemaregistry.error;

import org.jspecify.annotations.Nullable;

/** The request itself is wrong; repeating it will not help. */
public final class InvalidRequestException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public InvalidRequestException(ErrorCode code, String message) {
        super(code, message, null);
    }

    public InvalidRequestException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
