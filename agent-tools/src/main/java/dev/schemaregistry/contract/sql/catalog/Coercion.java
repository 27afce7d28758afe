package dev.schemaregistry.contract.sql.catalog;

import dev.schemaregistry.contract.sql.catalog.CatalogCast.Context;
import java.util.Optional;

/** Whether a value of one type can become one of another. */
final class Coercion {

    private static final char STRINGS = 'S';

    private final PostgresCatalog catalog;

    Coercion(PostgresCatalog catalog) {
        this.catalog = catalog;
    }

    /** Polymorphic targets are taken for granted here: {@link Polymorphism} looks at all arguments together. */
    boolean canCoerce(int source, int target, Context context) {
        if (source == target || source == TypeIds.ANY_TYPE || target == TypeIds.ANY_TYPE) {
            return true;
        }
        if (target == TypeIds.PSEUDO_ANY || TypeIds.isPolymorphic(target) || source == TypeIds.UNKNOWN) {
            return true;
        }
        return canConvert(source, target, context) || isRowConversion(source, target);
    }

    private boolean canConvert(int source, int target, Context context) {
        int from = catalog.baseType(source);
        int to = catalog.baseType(target);
        if (from == to) {
            return true;
        }
        Optional<CatalogCast> cast = catalog.findCast(from, to);
        if (cast.isPresent()) {
            return cast.get().context().compareTo(context) <= 0;
        }
        return canConvertElements(from, to, context) || canConvertThroughText(from, to, context);
    }

    private boolean canConvertElements(int source, int target, Context context) {
        if (target == TypeIds.OIDVECTOR || target == TypeIds.INT2VECTOR) {
            return false;
        }
        Optional<Integer> from = catalog.elementType(source);
        Optional<Integer> to = catalog.elementType(target);
        return from.isPresent() && to.isPresent() && canConvert(from.get(), to.get(), context);
    }

    private boolean canConvertThroughText(int source, int target, Context context) {
        return switch (context) {
            case IMPLICIT -> false;
            case ASSIGNMENT -> catalog.category(target) == STRINGS;
            case EXPLICIT -> catalog.category(target) == STRINGS || catalog.category(source) == STRINGS;
        };
    }

    /** Whether an explicit cast writes the value as text and reads it as the target. */
    boolean isThroughText(int source, int target) {
        return !canConvertElements(source, target, Context.EXPLICIT)
                && canConvertThroughText(source, target, Context.EXPLICIT);
    }

    private boolean isRowConversion(int source, int target) {
        if (source == TypeIds.RECORD && catalog.isComposite(target)) {
            return true;
        }
        if (target == TypeIds.RECORD) {
            return catalog.isComposite(source);
        }
        return target == TypeIds.RECORD_ARRAY
                && catalog.elementType(source).filter(catalog::isComposite).isPresent();
    }
}
