package dev.schemaregistry.server.access;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Set;

/**
 * Somebody who calls.
 *
 * @param name how limits, sessions and the audit log know them; unique among callers, and no secret
 * @param scopes what they may do
 */
public record Principal(String name, Set<Scope> scopes) {
    /** The attribute under which an HTTP request carries whoever sent it, once that was judged. */
    public static final String ATTRIBUTE = "schema-registry.principal";
    /** Whoever calls where no credential is needed: this machine's own users. */
    public static final Principal LOCAL = new Principal("local", EnumSet.allOf(Scope.class));
    /** Somebody of whom nothing is known, and who may do nothing. */
    public static final Principal NOBODY = new Principal("nobody", Set.of());

    public Principal {
        requireNonNull(name, "name");
        scopes = Set.copyOf(scopes);
    }

    /** Whether what needs this scope may be done. */
    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }
}
