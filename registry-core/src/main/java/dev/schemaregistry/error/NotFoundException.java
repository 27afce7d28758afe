package dev.schemaregistry.error;

import org.jspecify.annotations.Nullable;

/** The thing asked for is not in the registry. */
public final class NotFoundException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(ErrorCode code, String message) {
        super(code, message, null);
    }

    public NotFoundException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
