package dev.schemaregistry.server.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody came with who stays for long, to be judged again by the settings of that moment. Thread-safe.
 *
 * @param credential may be empty
 */
public record Standing(Access access, String credential) {
    /** The attribute under which an HTTP request that was let in carries it. */
    public static final String ATTRIBUTE = "schema-registry.standing";

    public Standing {
        requireNonNull(access, "access");
        requireNonNull(credential, "credential");
    }

    /** Of that attribute's value; empty where nobody let the request in. */
    public static Optional<Standing> find(@Nullable Object attribute) {
        return attribute instanceof Standing standing ? Optional.of(standing) : Optional.empty();
    }

    /** Whether what needs this scope may still be done: a key may have been taken away, a token have expired. */
    public boolean may(Scope scope) {
        return access.authenticate(credential).map(caller -> caller.may(scope)).orElse(!access.isRequired());
    }

    /** Whether they may still come in, whatever they may do then. */
    public boolean isKnown() {
        return !access.isRequired() || access.authenticate(credential).isPresent();
    }

    /** Without the credential. */
    @Override
    public String toString() {
        return "Standing";
    }
}
