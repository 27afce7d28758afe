package dev.schemaregistry.error;

import org.jspecify.annotations.Nullable;

/** The registry's own storage failed or is not usable. */
public final class StoreException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public StoreException(ErrorCode code, String message) {
        super(code, message, null);
    }

    public StoreException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
