package dev.schemaregistry.server.rest;

import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.access.Scope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.Optional;

/** What a route needs of its caller. A route that says nothing needs the widest scope. */
enum Needs implements RouteRole {
    /** Nothing; it tells nothing of the registry's content. */
    NOTHING(Optional.empty()),
    READ(Optional.of(Scope.READ)),
    VALIDATE(Optional.of(Scope.VALIDATE)),
    INTROSPECT(Optional.of(Scope.INTROSPECT)),
    ADMIN(Optional.of(Scope.ADMIN));

    private final Optional<Scope> scope;

    Needs(Optional<Scope> scope) {
        this.scope = scope;
    }

    Optional<Scope> scope() {
        return scope;
    }

    /** Refuses, from now on, whoever lacks what a route needs. */
    static void enforce(RoutesConfig routes, Challenge challenge) {
        routes.beforeMatched(context -> {
            Needs needs = of(context);
            Principal caller = caller(context);
            if (!needs.scope().map(caller::may).orElse(true)) {
                challenge.insufficient(context, needs.scope().orElseThrow());
                context.skipRemainingHandlers();
            }
        });
    }

    private static Needs of(Context context) {
        return context.routeRoles().stream()
                .filter(Needs.class::isInstance)
                .map(Needs.class::cast)
                .findFirst()
                .orElse(ADMIN);
    }

    private static Principal caller(Context context) {
        return Optional.<Principal>ofNullable(context.attribute(Principal.ATTRIBUTE))
                .orElse(Principal.NOBODY);
    }
}
