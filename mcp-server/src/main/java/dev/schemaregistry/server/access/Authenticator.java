package dev.schemaregistry.server.access;

import java.util.Optional;

/** Knows callers by what they present. Thread-safe. */
@FunctionalInterface
interface Authenticator {
    /**
     * Whose credential it is; empty when nobody's, or no longer valid.
     *
     * @param credential what followed {@code Bearer} in the request
     */
    Optional<Principal> authenticate(String credential);
}
