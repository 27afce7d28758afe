package dev.schemaregistry.contract.sql.catalog;

import dev.schemaregistry.contract.sql.catalog.CatalogCast.Context;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the polymorphic types of one signature stand for in one call (manual, "Polymorphic Types"): {@code anyelement}
 * and its kin stand for one type exactly, {@code anycompatible} and its kin for the common type of their arguments.
 */
final class Polymorphism {

    private static final int UNSET = TypeIds.NONE;

    private final PostgresCatalog catalog;
    private final Coercion coercion;

    private int element = UNSET;
    private int array = UNSET;
    private int range = UNSET;
    private int multirange = UNSET;
    private int compatible = UNSET;
    private int compatibleRange = UNSET;
    private int compatibleMultirange = UNSET;

    private boolean elementMustNotBeArray;
    private boolean elementMustBeEnum;
    private boolean compatibleMustNotBeArray;
    private boolean somethingIsNotKnown;
    private final List<Integer> compatibleTypes = new ArrayList<>();
    private boolean consistent = true;

    private Polymorphism(PostgresCatalog catalog, Coercion coercion) {
        this.catalog = catalog;
        this.coercion = coercion;
    }

    /** Empty when the arguments do not agree on what the polymorphic types stand for. */
    static Optional<Polymorphism> match(
            PostgresCatalog catalog, Coercion coercion, List<Integer> actual, List<Integer> declared) {
        Polymorphism meaning = new Polymorphism(catalog, coercion);
        for (int index = 0; index < actual.size(); index++) {
            meaning.see(actual.get(index), declared.get(index));
        }
        if (meaning.consistent) {
            meaning.conclude();
        }
        return meaning.consistent ? Optional.of(meaning) : Optional.empty();
    }

    private void see(int actual, int declared) {
        elementMustNotBeArray |= declared == TypeIds.ANYNONARRAY;
        elementMustBeEnum |= declared == TypeIds.ANYENUM;
        compatibleMustNotBeArray |= declared == TypeIds.ANYCOMPATIBLENONARRAY;
        if (!TypeIds.isPolymorphic(declared) || actual == TypeIds.UNKNOWN) {
            return;
        }
        if (actual == TypeIds.ANY_TYPE) {
            somethingIsNotKnown = true;
            return;
        }
        int base = catalog.baseType(actual);
        switch (declared) {
            case TypeIds.ANYARRAY -> array = same(array, base);
            case TypeIds.ANYRANGE -> range = same(range, base);
            case TypeIds.ANYMULTIRANGE -> multirange = same(multirange, base);
            case TypeIds.ANYCOMPATIBLE, TypeIds.ANYCOMPATIBLENONARRAY -> compatibleTypes.add(actual);
            case TypeIds.ANYCOMPATIBLEARRAY -> addCompatible(catalog.elementType(base));
            case TypeIds.ANYCOMPATIBLERANGE -> {
                compatibleRange = same(compatibleRange, base);
                addCompatible(rangeSubtype(base));
            }
            case TypeIds.ANYCOMPATIBLEMULTIRANGE -> {
                compatibleMultirange = same(compatibleMultirange, base);
                addCompatible(catalog.rangeOfMultirange(base).map(CatalogType::rangeSubtype));
            }
            default -> element = same(element, actual);
        }
    }

    private int same(int before, int now) {
        consistent &= before == UNSET || before == now;
        return now;
    }

    private void addCompatible(Optional<Integer> type) {
        consistent &= type.isPresent();
        type.ifPresent(compatibleTypes::add);
    }

    private Optional<Integer> rangeSubtype(int type) {
        return catalog.findType(type)
                .filter(found -> found.kind() == Kind.RANGE)
                .map(CatalogType::rangeSubtype);
    }

    private void conclude() {
        if (array != UNSET) {
            elementIs(catalog.elementType(array));
        }
        if (multirange != UNSET) {
            Optional<CatalogType> itsRange = catalog.rangeOfMultirange(multirange);
            consistent &= itsRange.isPresent()
                    && (range == UNSET || range == itsRange.get().oid());
            itsRange.ifPresent(found -> range = found.oid());
        }
        if (range != UNSET) {
            elementIs(rangeSubtype(range));
        }
        consistent &= !elementMustNotBeArray || catalog.elementType(element).isEmpty();
        consistent &= !elementMustBeEnum || isEnum(element);
        if (consistent && !compatibleTypes.isEmpty()) {
            concludeCompatible();
        }
    }

    /** A domain over an enumeration is none, and neither is a literal. */
    private boolean isEnum(int type) {
        if (type == UNSET) {
            return somethingIsNotKnown;
        }
        return catalog.findType(type).filter(found -> found.kind() == Kind.ENUM).isPresent();
    }

    private void elementIs(Optional<Integer> type) {
        consistent &= type.isPresent();
        type.ifPresent(found -> element = same(element, found));
    }

    private void concludeCompatible() {
        Optional<Integer> common = new CommonType(catalog, coercion).of(compatibleTypes);
        if (common.isEmpty()) {
            consistent = false;
            return;
        }
        compatible = common.get();
        consistent &=
                !compatibleMustNotBeArray || catalog.elementType(compatible).isEmpty();
        if (compatibleMultirange != UNSET) {
            int itsRange = catalog.rangeOfMultirange(compatibleMultirange)
                    .map(CatalogType::oid)
                    .orElse(UNSET);
            compatibleRange = same(compatibleRange, itsRange);
        }
        if (compatibleRange != UNSET) {
            consistent &= rangeSubtype(compatibleRange)
                    .filter(subtype -> subtype == compatible)
                    .isPresent();
        }
    }

    /** What a declared type stands for; empty when only literals could have told. */
    Optional<Integer> resolve(int declared) {
        if (!TypeIds.isPolymorphic(declared)) {
            return Optional.of(declared);
        }
        Optional<Integer> known = known(declared);
        if (known.isEmpty() && somethingIsNotKnown) {
            return Optional.of(TypeIds.ANY_TYPE);
        }
        boolean compatibleIsOpen = somethingIsNotKnown && TypeIds.isOfCompatibleFamily(declared);
        return compatibleIsOpen ? Optional.of(TypeIds.ANY_TYPE) : known;
    }

    private Optional<Integer> known(int declared) {
        return switch (declared) {
            case TypeIds.ANYARRAY -> array == UNSET ? set(element).flatMap(catalog::arrayType) : set(array);
            case TypeIds.ANYRANGE -> set(range);
            case TypeIds.ANYMULTIRANGE -> set(multirange).or(() -> multirangeOf(range));
            case TypeIds.ANYCOMPATIBLE, TypeIds.ANYCOMPATIBLENONARRAY -> Optional.of(compatibleOrText());
            case TypeIds.ANYCOMPATIBLEARRAY -> catalog.arrayType(compatibleOrText());
            case TypeIds.ANYCOMPATIBLERANGE -> set(compatibleRange);
            case TypeIds.ANYCOMPATIBLEMULTIRANGE -> set(compatibleMultirange).or(() -> multirangeOf(compatibleRange));
            default -> set(element);
        };
    }

    private int compatibleOrText() {
        return compatible == UNSET ? TypeIds.TEXT : compatible;
    }

    private Optional<Integer> multirangeOf(int type) {
        return catalog.findType(type).map(CatalogType::multirangeType).filter(found -> found != UNSET);
    }

    private static Optional<Integer> set(int type) {
        return type == UNSET ? Optional.empty() : Optional.of(type);
    }

    static boolean coercible(PostgresCatalog catalog, Coercion coercion, List<Integer> actual, List<Integer> declared) {
        boolean polymorphic = false;
        for (int index = 0; index < actual.size(); index++) {
            if (!coercion.canCoerce(actual.get(index), declared.get(index), Context.IMPLICIT)) {
                return false;
            }
            polymorphic |= TypeIds.isPolymorphic(declared.get(index));
        }
        return !polymorphic || match(catalog, coercion, actual, declared).isPresent();
    }
}
