package dev.schemaregistry.contract.sql.catalog;

import dev.schemaregistry.contract.sql.catalog.CatalogType.Kind;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a source's own types, functions, casts and operators over a catalog. Identifiers are made up here and hold only
 * within the catalog that {@link #build()} returns; each type brings its array type. For one thread.
 */
public final class CatalogExtension {

    /** Far above the identifiers of built-in objects. */
    private static final int FIRST_IDENTIFIER = 1 << 28;

    private final CatalogIndex index;
    private int nextIdentifier;

    CatalogExtension(CatalogIndex index) {
        this.index = index;
        this.nextIdentifier = FIRST_IDENTIFIER + index.types.size() + index.functionsByOid.size();
    }

    /** Unqualified names are looked up in these schemas, after the built-in ones; without this call in all. */
    public CatalogExtension searchIn(List<String> schemas) {
        index.path.addAll(schemas);
        return this;
    }

    /** A type added or built in, by its exact name. */
    public Optional<CatalogType> findType(String schema, String name) {
        return index.typesByName.getOrDefault(name, List.of()).stream()
                .filter(type -> type.schema().equals(schema))
                .findFirst();
    }

    /**
     * Adds a type of which more is known than its name.
     *
     * @param baseType of a domain
     * @param arrayName empty for a type without arrays
     */
    public int add(
            String schema, String name, Kind kind, char category, Set<Trait> traits, int baseType, String arrayName) {
        int oid = nextIdentifier++;
        int array = arrayName.isEmpty() ? TypeIds.NONE : nextIdentifier++;
        index.add(new CatalogType(
                oid, schema, name, name, kind, category, traits, 0, array, baseType, TypeIds.NONE, TypeIds.NONE));
        if (array != TypeIds.NONE) {
            addArray(schema, arrayName, name, array, oid);
        }
        return oid;
    }

    public PostgresCatalog build() {
        return new PostgresCatalog(index.copy());
    }

    /** A fresh identifier, for a function or operator built by hand. */
    public int nextIdentifier() {
        return nextIdentifier++;
    }

    /** Adds an enumeration; the answer is its identifier. */
    public int addEnum(String schema, String name) {
        return addType(schema, name, Kind.ENUM, 'E', EnumSet.noneOf(Trait.class), TypeIds.NONE, TypeIds.NONE);
    }

    /** Adds a domain over a type. */
    public int addDomain(String schema, String name, int baseType) {
        CatalogType base = index.types.get(baseType);
        char category = base == null ? 'U' : base.category();
        return addType(schema, name, Kind.DOMAIN, category, EnumSet.noneOf(Trait.class), baseType, TypeIds.NONE);
    }

    /** Adds a row type, for example that of a table. */
    public int addComposite(String schema, String name) {
        return addType(schema, name, Kind.COMPOSITE, 'C', EnumSet.noneOf(Trait.class), TypeIds.NONE, TypeIds.NONE);
    }

    /** Adds a type of which only the name is known: nothing is implied about it, and it converts to no other. */
    public int addBase(String schema, String name) {
        return addType(
                schema, name, Kind.BASE, 'U', EnumSet.of(Trait.ORDERED, Trait.HASHED), TypeIds.NONE, TypeIds.NONE);
    }

    /** Adds a range over a subtype with its multirange, the constructors of both and the cast between them. */
    public int addRange(String schema, String name, String multirangeName, int subtype) {
        int multirange = addType(
                schema, multirangeName, Kind.MULTIRANGE, 'R', EnumSet.noneOf(Trait.class), TypeIds.NONE, TypeIds.NONE);
        int range = nextIdentifier++;
        int array = nextIdentifier++;
        index.add(new CatalogType(
                range, schema, name, name, Kind.RANGE, 'R', Set.of(), 0, array, 0, subtype, multirange));
        addArray(schema, "_" + name, name, array, range);
        addFunction(schema, name, List.of(subtype, subtype), range);
        addFunction(schema, name, List.of(subtype, subtype, TypeIds.TEXT), range);
        addFunction(schema, multirangeName, List.of(), multirange);
        addFunction(schema, multirangeName, List.of(range), multirange);
        addVariadicFunction(schema, multirangeName, array, multirange);
        add(new CatalogCast(range, multirange, CatalogCast.Context.EXPLICIT, false, TypeIds.NONE));
        return range;
    }

    /** Adds a function that is treated as {@link CatalogFunction.Volatility#VOLATILE}. */
    public CatalogExtension addFunction(String schema, String name, List<Integer> argumentTypes, int returnType) {
        return add(CatalogFunction.of(
                nextIdentifier++, schema, name, CatalogFunction.Volatility.VOLATILE, argumentTypes, returnType));
    }

    public CatalogExtension add(CatalogFunction function) {
        index.add(function);
        return this;
    }

    public CatalogExtension add(CatalogOperator operator) {
        index.add(operator);
        return this;
    }

    public CatalogExtension add(CatalogCast cast) {
        index.add(cast);
        return this;
    }

    private void addVariadicFunction(String schema, String name, int arrayType, int returnType) {
        add(new CatalogFunction(
                nextIdentifier++,
                schema,
                name,
                CatalogFunction.Kind.FUNCTION,
                CatalogFunction.Volatility.IMMUTABLE,
                true,
                false,
                true,
                returnType,
                List.of(arrayType),
                0,
                List.of(),
                List.of(),
                0));
    }

    private int addType(
            String schema, String name, Kind kind, char category, Set<Trait> traits, int baseType, int subtype) {
        int oid = nextIdentifier++;
        int array = nextIdentifier++;
        index.add(new CatalogType(
                oid, schema, name, name, kind, category, traits, 0, array, baseType, subtype, TypeIds.NONE));
        addArray(schema, "_" + name, name, array, oid);
        return oid;
    }

    private void addArray(String schema, String arrayName, String name, int array, int element) {
        index.add(new CatalogType(
                array,
                schema,
                arrayName,
                name + "[]",
                Kind.BASE,
                'A',
                EnumSet.of(Trait.ARRAY),
                element,
                TypeIds.NONE,
                TypeIds.NONE,
                TypeIds.NONE,
                TypeIds.NONE));
    }
}
