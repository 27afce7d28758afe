package dev.schemaregistry.contract.sql.catalog;

import dev.schemaregistry.contract.sql.catalog.CatalogCast.Context;
import java.util.List;
import java.util.Optional;

/** The one type of several branches: UNION, CASE, VALUES, COALESCE, ARRAY, GREATEST (manual, 10.5). */
final class CommonType {

    private final PostgresCatalog catalog;
    private final Coercion coercion;

    CommonType(PostgresCatalog catalog, Coercion coercion) {
        this.catalog = catalog;
        this.coercion = coercion;
    }

    /** Empty when the types have none; {@link TypeIds#ANY_TYPE} when one of them is that. */
    Optional<Integer> of(List<Integer> types) {
        if (types.contains(TypeIds.ANY_TYPE)) {
            return Optional.of(TypeIds.ANY_TYPE);
        }
        int first = types.get(0);
        if (first != TypeIds.UNKNOWN && types.stream().allMatch(type -> type == first)) {
            return Optional.of(first);
        }
        return choose(types)
                .filter(chosen -> types.stream().allMatch(type -> coercion.canCoerce(type, chosen, Context.IMPLICIT)));
    }

    private Optional<Integer> choose(List<Integer> types) {
        int chosen = TypeIds.UNKNOWN;
        for (int type : types) {
            int next = catalog.baseType(type);
            if (next == TypeIds.UNKNOWN || next == chosen) {
                continue;
            }
            if (chosen == TypeIds.UNKNOWN) {
                chosen = next;
            } else if (catalog.category(next) != catalog.category(chosen)) {
                return Optional.empty();
            } else if (isBetter(next, chosen)) {
                chosen = next;
            }
        }
        return Optional.of(chosen == TypeIds.UNKNOWN ? TypeIds.TEXT : chosen);
    }

    private boolean isBetter(int next, int chosen) {
        return !catalog.isPreferred(chosen)
                && coercion.canCoerce(chosen, next, Context.IMPLICIT)
                && !coercion.canCoerce(next, chosen, Context.IMPLICIT);
    }
}
