package dev.schemaregistry.contract.sql;

import java.util.List;

/**
 * A query whose names have been looked up.
 *
 * @param columns what it returns
 * @param open whether it may return more columns than those listed
 * @param expressions everything in it that may refer to an outer query
 */
record ResolvedQuery(List<ColumnShape> columns, boolean open, List<Expression> expressions) {
    ResolvedQuery {
        columns = List.copyOf(columns);
        expressions = List.copyOf(expressions);
    }

    static ResolvedQuery notKnown() {
        return new ResolvedQuery(List.of(), true, List.of());
    }
}
