package dev.schemaregistry.error;

import org.jspecify.annotations.Nullable;

/** A data source could not be reached, refused, or answered with an error. Causes are already free of secrets. */
public final class SourceException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public SourceException(ErrorCode code, String message) {
        super(code, message, null);
    }

    public SourceException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
