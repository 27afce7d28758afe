package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.CallResolver.Call;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction.Volatility;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.catalog.Resolution.Resolved;
import dev.schemaregistry.contract.sql.catalog.Signature;
import java.util.List;
import java.util.Set;

/**
 * Which functions a read may call: built-in ones that are not volatile, but for those that reach outside the registered tables;
 * and a few harmless volatile ones.
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

    void check(Call call, Resolved resolved) {
        for (Signature candidate : resolved.candidates()) {
            if (candidate instanceof CatalogFunction function && !isAllowed(function)) {
                session.error(
                        Rule.POLICY_FUNCTION,
                        session.place(call.location(), call.schema().isPresent() ? 1 : 0),
                        call.name(),
                        "function \"" + call.name() + "\" is not on the list of functions a read may call",
                        List.of());
                return;
            }
        }
    }

    static boolean isAllowed(CatalogFunction function) {
        String name = function.name();
        if (!function.schema().equals(PostgresCatalog.SYSTEM_SCHEMA)) {
            return function.oid() == 0;
        }
        if (ALLOWED.contains(name)) {
            return true;
        }
        boolean refused = REFUSED.contains(name) || REFUSED_PREFIXES.stream().anyMatch(name::startsWith);
        return !refused && function.volatility() != Volatility.VOLATILE;
    }
}
