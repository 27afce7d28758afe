package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.CallResolver.Call;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction;
import dev.schemaregistry.contract.sql.catalog.Resolution.Resolved;
import dev.schemaregistry.contract.sql.catalog.Signature;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which functions a read may call: built-in ones that are not volatile, but for those that reach outside the registered tables;
 * a few harmless volatile ones; and those of {@link OwnCode well-known extensions}.
 */
final class FunctionPolicy {
    private static final Set<String> REFUSED = WordList.read("postgres-refused-functions.txt");
    private static final List<String> REFUSED_PREFIXES = REFUSED.stream()
            .filter(name -> name.endsWith("*"))
            .map(name -> name.substring(0, name.length() - 1))
            .toList();
    private static final Set<String> ALLOWED = WordList.read("postgres-allowed-functions.txt");

    private final CheckSession session;

    FunctionPolicy(CheckSession session) {
        this.session = session;
    }

    void check(Call call, Resolved resolved, List<Expression> arguments) {
        OwnObjects own = session.names().own();
        for (Signature candidate : resolved.candidates()) {
            if (candidate instanceof CatalogFunction function && !own.isAllowed(function)) {
                refuse(call, own.isOwn(function) ? Optional.of(function) : Optional.empty());
                return;
            }
        }
        boolean looks = !call.name().equals("count") || call.distinct();
        PostgresTypes types = session.names().types();
        String words = "function \"" + call.name() + '"';
        for (Expression argument : looks ? arguments : List.<Expression>of()) {
            types.refuseUse(argument.type(), place(call), words, session);
            types.refuseMaking(argument, resolved.returnType(), place(call), words, session);
        }
    }

    private void refuse(Call call, Optional<CatalogFunction> own) {
        String named = own.map(function -> function.schema() + '.' + function.name())
                .map(name -> "function \"" + call.name() + "\" (" + name + ") exists in the source, but")
                .orElse("function \"" + call.name() + '"');
        session.error(
                Rule.POLICY_FUNCTION,
                place(call),
                call.name(),
                named + " is not on the list of functions a read may call",
                List.of());
    }

    private Optional<Place> place(Call call) {
        return session.place(call.location(), call.schema().isPresent() ? 1 : 0);
    }

    /** Whether a function that the server itself brings may be called. */
    static boolean isBuiltInAllowed(String name, boolean isVolatile) {
        if (ALLOWED.contains(name)) {
            return true;
        }
        boolean refused = REFUSED.contains(name) || REFUSED_PREFIXES.stream().anyMatch(name::startsWith);
        return !refused && !isVolatile;
    }
}
