package dev.schemaregistry.contract.sql.catalog;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.sql.catalog.CatalogType.Kind;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Trait;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types, casts, operators and functions a server knows: PostgreSQL's built-in ones, and a source's own laid over
 * them with {@link #extend()}. Names are as the catalogs hold them: lower case unless quoted when created.
 *
 * <p>Immutable, safe for any number of threads.
 */
public final class PostgresCatalog {

    /** Where built-in objects live; it is searched before all others. */
    public static final String SYSTEM_SCHEMA = "pg_catalog";

    private static final int OLDEST = 14;
    private static final int USUAL = 15;
    private static final int NEWEST = 18;
    private static final Map<Integer, PostgresCatalog> BUNDLED = new ConcurrentHashMap<>();

    private final CatalogIndex index;

    PostgresCatalog(CatalogIndex index) {
        this.index = requireNonNull(index, "index");
    }

    /** The built-in objects of PostgreSQL 15, for a server whose version is not known; read on the first call. */
    public static PostgresCatalog bundled() {
        return bundled(USUAL);
    }

    /** The built-in objects of a major version, or of {@linkplain #nearest the nearest} one; read when first asked for. */
    public static PostgresCatalog bundled(int major) {
        return BUNDLED.computeIfAbsent(nearest(major), PostgresCatalog::read);
    }

    /** The bundled major version nearest to one: itself for every version that was supported when this was built. */
    public static int nearest(int major) {
        return Math.max(OLDEST, Math.min(NEWEST, major));
    }

    /** Starts a catalog that holds this one and more. */
    public CatalogExtension extend() {
        return new CatalogExtension(index.copy());
    }

    public Optional<CatalogType> findType(int oid) {
        return Optional.ofNullable(index.types.get(oid));
    }

    /** The first type of that name: built-in types before all others. */
    public Optional<CatalogType> findType(String name) {
        return index.typesByName.getOrDefault(name, List.of()).stream().findFirst();
    }

    public Optional<CatalogType> findType(String schema, String name) {
        return index.typesByName.getOrDefault(name, List.of()).stream()
                .filter(type -> type.schema().equals(schema))
                .findFirst();
    }

    /** All types of that name, built-in ones first. */
    public List<CatalogType> types(String name) {
        return index.typesByName.getOrDefault(name, List.of());
    }

    /** All functions of that name, built-in ones first. */
    public List<CatalogFunction> functions(String name) {
        return index.functions.getOrDefault(name, List.of());
    }

    /** Whether an unqualified name may mean something of that schema. */
    public boolean isOnPath(String schema) {
        return index.isOnPath(schema);
    }

    public Optional<CatalogFunction> findFunction(int oid) {
        return Optional.ofNullable(index.functionsByOid.get(oid));
    }

    /** All operators of that name, prefix ones included, built-in ones first. */
    public List<CatalogOperator> operators(String name) {
        return index.operators.getOrDefault(name, List.of());
    }

    public Optional<CatalogCast> findCast(int source, int target) {
        return Optional.ofNullable(index.casts.get(CatalogIndex.castKey(source, target)));
    }

    /** The names of all functions, for suggestions. */
    public Collection<String> functionNames() {
        return Collections.unmodifiableSet(index.functions.keySet());
    }

    /** The catalog names of all types, for suggestions. */
    public Collection<String> typeNames() {
        return Collections.unmodifiableSet(index.typesByName.keySet());
    }

    /** The type's name as messages write it; {@code "unknown"} and the like for those without one. */
    public String displayName(int oid) {
        if (oid == TypeIds.ANY_TYPE) {
            return "a type not known here";
        }
        return findType(oid).map(CatalogType::displayName).orElse("type " + oid);
    }

    /** What a domain is over, through any number of domains; any other type itself. */
    public int baseType(int oid) {
        int current = oid;
        for (CatalogType type = index.types.get(current);
                type != null && type.kind() == Kind.DOMAIN;
                type = index.types.get(current)) {
            current = type.baseType();
        }
        return current;
    }

    /** The element type of a true array or a domain over one; empty for all else. */
    public Optional<Integer> elementType(int oid) {
        return findType(baseType(oid)).filter(type -> type.is(Trait.ARRAY)).map(CatalogType::elementType);
    }

    /** The array of a type; of {@link TypeIds#ANY_TYPE} that again. */
    public Optional<Integer> arrayType(int oid) {
        if (oid == TypeIds.ANY_TYPE) {
            return Optional.of(oid);
        }
        return findType(oid).map(CatalogType::arrayType).filter(array -> array != TypeIds.NONE);
    }

    /** The types whose values have the same form, so that a default order or hash of theirs serves this type. */
    List<Integer> binaryCastTargets(int source) {
        return index.binaryCasts.getOrDefault(source, List.of());
    }

    /** Whether it is a row: {@code record}, a composite type, or a domain over one. */
    public boolean isRecordLike(int oid) {
        if (oid == TypeIds.RECORD) {
            return true;
        }
        return isComposite(oid);
    }

    boolean isComposite(int oid) {
        return findType(baseType(oid))
                .filter(type -> type.kind() == Kind.COMPOSITE)
                .isPresent();
    }

    char category(int oid) {
        CatalogType type = index.types.get(oid);
        return type == null ? 'X' : type.category();
    }

    boolean isPreferred(int oid) {
        CatalogType type = index.types.get(oid);
        return type != null && type.is(Trait.PREFERRED);
    }

    Optional<CatalogType> rangeOfMultirange(int multirange) {
        return Optional.ofNullable(index.rangesByMultirange.get(multirange));
    }

    private static PostgresCatalog read(int version) {
        CatalogIndex index = new CatalogIndex();
        CatalogFiles.types(version).forEach(index::add);
        CatalogFiles.casts(version).forEach(index::add);
        CatalogFiles.operators(version).forEach(index::add);
        CatalogFiles.functions(version).forEach(index::add);
        return new PostgresCatalog(index);
    }
}
