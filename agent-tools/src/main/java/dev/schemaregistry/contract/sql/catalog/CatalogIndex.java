package dev.schemaregistry.contract.sql.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The maps behind a catalog. Filled by one thread, then only read. */
final class CatalogIndex {

    /** In which schemas unqualified names are looked up; empty for all. */
    final Set<String> path = new LinkedHashSet<>();

    final Map<Integer, CatalogType> types = new HashMap<>();
    final Map<String, List<CatalogType>> typesByName = new HashMap<>();
    final Map<Integer, CatalogType> rangesByMultirange = new HashMap<>();
    final Map<Long, CatalogCast> casts = new HashMap<>();
    final Map<Integer, List<Integer>> binaryCasts = new HashMap<>();
    final Map<String, List<CatalogOperator>> operators = new HashMap<>();
    final Map<String, List<CatalogFunction>> functions = new HashMap<>();
    final Map<Integer, CatalogFunction> functionsByOid = new HashMap<>();

    void add(CatalogType type) {
        if (types.putIfAbsent(type.oid(), type) != null) {
            throw new IllegalArgumentException("two types with identifier " + type.oid());
        }
        append(typesByName, type.name(), type);
        if (type.multirangeType() != TypeIds.NONE) {
            rangesByMultirange.put(type.multirangeType(), type);
        }
    }

    void add(CatalogCast cast) {
        casts.put(castKey(cast.source(), cast.target()), cast);
        if (cast.binary() && cast.context() == CatalogCast.Context.IMPLICIT) {
            append(binaryCasts, cast.source(), cast.target());
        }
    }

    void add(CatalogOperator operator) {
        insert(operators, operator.name(), operator, isBeforeBuiltIn(operator.schema()));
    }

    void add(CatalogFunction function) {
        insert(functions, function.name(), function, isBeforeBuiltIn(function.schema()));
        functionsByOid.put(function.oid(), function);
    }

    /** Lists are replaced, never changed, so the copy may share them. */
    CatalogIndex copy() {
        CatalogIndex copy = new CatalogIndex();
        copy.path.addAll(path);
        copy.types.putAll(types);
        copy.typesByName.putAll(typesByName);
        copy.rangesByMultirange.putAll(rangesByMultirange);
        copy.casts.putAll(casts);
        copy.binaryCasts.putAll(binaryCasts);
        copy.operators.putAll(operators);
        copy.functions.putAll(functions);
        copy.functionsByOid.putAll(functionsByOid);
        return copy;
    }

    static long castKey(int source, int target) {
        return ((long) source << Integer.SIZE) | (target & 0xFFFF_FFFFL);
    }

    boolean isOnPath(String schema) {
        return path.isEmpty() || schema.equals(PostgresCatalog.SYSTEM_SCHEMA) || path.contains(schema);
    }

    /** Built-in names come first, unless a path says that others do. */
    private boolean isBeforeBuiltIn(String schema) {
        if (!path.contains(PostgresCatalog.SYSTEM_SCHEMA) || !path.contains(schema)) {
            return false;
        }
        List<String> order = List.copyOf(path);
        return order.indexOf(schema) < order.indexOf(PostgresCatalog.SYSTEM_SCHEMA);
    }

    private static <K, T> void append(Map<K, List<T>> lists, K name, T value) {
        insert(lists, name, value, false);
    }

    private static <K, T> void insert(Map<K, List<T>> lists, K name, T value, boolean first) {
        List<T> before = lists.getOrDefault(name, List.of());
        List<T> after = new ArrayList<>(before.size() + 1);
        after.addAll(before);
        after.add(first ? 0 : after.size(), value);
        lists.put(name, after);
    }
}
