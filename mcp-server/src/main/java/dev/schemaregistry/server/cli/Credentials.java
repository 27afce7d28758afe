package dev.schemaregistry.server.cli;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.secrets.SecretReferences;

/** Arguments that say where a secret is. */
final class Credentials {
    private Credentials() {}

    /**
     * The argument, if it is a reference.
     *
     * @throws InvalidRequestException when it seems to be the secret itself, which it does not repeat
     */
    static String reference(String option, String value) {
        if (!SecretReferences.isReference(value)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    option + " takes a reference, never the secret itself: write " + SecretReferences.FORMS);
        }
        return value;
    }
}
