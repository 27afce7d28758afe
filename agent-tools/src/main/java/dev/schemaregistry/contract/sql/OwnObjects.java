package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.sql.catalog.CatalogCast;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction;
import dev.schemaregistry.contract.sql.catalog.CatalogOperator;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.catalog.Signature;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import dev.schemaregistry.model.TableName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What a source's own objects run that a read may not: the code behind operators, casts and types. An answer is the name of the function
 * that stands in the way. Immutable once the schema is built.
 */
final class OwnObjects {
    private final OwnRefusals refusals;
    private final PostgresCatalog catalog;

    OwnObjects(OwnRefusals refusals, PostgresCatalog catalog) {
        this.refusals = refusals;
        this.catalog = catalog;
        refusals.spread(this::below);
    }

    /** Whether a read may call a function, built-in or not. */
    boolean isAllowed(CatalogFunction function) {
        Optional<Boolean> own = refusals.function(function.oid());
        if (own.isPresent()) {
            return own.get();
        }
        if (function.schema().equals(PostgresCatalog.SYSTEM_SCHEMA)) {
            return FunctionPolicy.isBuiltInAllowed(
                    function.name(), function.volatility() == CatalogFunction.Volatility.VOLATILE);
        }
        return function.oid() == TypeIds.NONE || isConstructor(function);
    }

    /** Whether it is of the source's own. */
    boolean isOwn(CatalogFunction function) {
        return refusals.function(function.oid()).isPresent();
    }

    /** A range type brings functions of its name, which are the server's code. */
    private boolean isConstructor(CatalogFunction function) {
        return catalog.findType(function.returnType())
                .filter(type -> type.kind() == CatalogType.Kind.RANGE || type.kind() == CatalogType.Kind.MULTIRANGE)
                .filter(type ->
                        type.schema().equals(function.schema()) && type.name().equals(function.name()))
                .filter(type -> making(SqlType.of(type.oid())).isEmpty())
                .isPresent();
    }

    /** What stands behind an operator, or any of several that may be meant. */
    Optional<String> operator(List<Signature> candidates) {
        return candidates.stream()
                .filter(CatalogOperator.class::isInstance)
                .flatMap(operator -> refusals.operator(operator.oid()).stream())
                .findFirst();
    }

    /** What runs when values of a type are compared or written as JSON; through arrays, domains and rows. */
    Optional<String> use(SqlType type) {
        return refusals.isEmpty() ? Optional.empty() : find(type, refusals::use);
    }

    /** What runs when a value of a type is made; through arrays, domains and rows. */
    Optional<String> making(SqlType type) {
        return refusals.isEmpty() ? Optional.empty() : find(type, refusals::making);
    }

    private Optional<String> find(SqlType type, IntFunction<Optional<String>> known) {
        Optional<String> own = below(type.oid(), known);
        if (own.isPresent()) {
            return own;
        }
        return type.fields().stream()
                .flatMap(field -> find(field.type(), known).stream())
                .findFirst();
    }

    /** Domains over domains and arrays of arrays come down to one type, unless one on the way is known. */
    private Optional<String> below(int type, IntFunction<Optional<String>> known) {
        int current = type;
        while (true) {
            Optional<String> here = known.apply(current);
            int next = part(current);
            if (here.isPresent() || next == TypeIds.NONE) {
                return here;
            }
            current = next;
        }
    }

    private int part(int type) {
        Optional<CatalogType> found = catalog.findType(type);
        return found.filter(t -> t.is(CatalogType.Trait.ARRAY))
                .map(CatalogType::elementType)
                .or(() -> found.map(CatalogType::baseType).filter(base -> base != TypeIds.NONE))
                .or(() -> found.map(CatalogType::rangeSubtype))
                .orElse(TypeIds.NONE);
    }

    /** What runs when a value of one type becomes one of another. */
    Optional<String> conversion(SqlType from, SqlType to) {
        if (refusals.isEmpty() || from.oid() == to.oid() || to.isAny() || to.isUnknown()) {
            return Optional.empty();
        }
        Optional<String> made = making(to);
        if (made.isPresent()) {
            return made;
        }
        if (from.isAny()) {
            return refusals.anyCastTo(catalog.baseType(to.oid()));
        }
        if (from.is(TypeIds.RECORD) && isRow(to.oid())) {
            return refusals.anyCast();
        }
        return from.isUnknown() ? Optional.empty() : cast(from.oid(), to.oid());
    }

    private boolean isRow(int type) {
        return catalog.findType(catalog.baseType(type))
                .filter(found -> found.kind() == CatalogType.Kind.COMPOSITE)
                .isPresent();
    }

    private Optional<String> cast(int from, int to) {
        int source = catalog.baseType(from);
        int target = catalog.baseType(to);
        Optional<CatalogCast> cast = catalog.findCast(source, target);
        if (cast.isPresent()) {
            return refusals.cast(cast.get());
        }
        Optional<Integer> element = catalog.elementType(source);
        Optional<Integer> wanted = catalog.elementType(target);
        return element.isPresent() && wanted.isPresent() ? cast(element.get(), wanted.get()) : Optional.empty();
    }

    /** The conditions that a value of a type is held against when it is made. */
    Set<String> checks(SqlType type) {
        Set<String> checks = new LinkedHashSet<>();
        addChecks(type, checks);
        return checks;
    }

    private void addChecks(SqlType type, Set<String> checks) {
        checks.addAll(refusals.checks(type.oid()));
        catalog.findType(type.oid()).ifPresent(found -> {
            if (found.is(CatalogType.Trait.ARRAY)) {
                addChecks(SqlType.of(found.elementType()), checks);
            }
            if (found.baseType() != TypeIds.NONE) {
                addChecks(SqlType.of(found.baseType()), checks);
            }
        });
        refusals.attributes(type.oid()).forEach(attribute -> addChecks(SqlType.of(attribute), checks));
        type.fields().forEach(field -> addChecks(field.type(), checks));
    }

    /** What a view calls by itself, as the server noted it. */
    Optional<String> view(TableName view) {
        return refusals.view(view);
    }
}
