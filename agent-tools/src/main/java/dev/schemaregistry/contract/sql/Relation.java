package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.sql.catalog.TypeIds;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something in FROM that can be named: a table, a subquery, a function's rows, a join.
 *
 * <p>Equal only to itself: two mentions of one table are two relations.
 */
final class Relation {
    static final Map<String, SqlType> SYSTEM_COLUMNS = Map.of(
            "tableoid", SqlType.of(TypeIds.OID),
            "xmin", SqlType.of(28),
            "cmin", SqlType.of(29),
            "xmax", SqlType.of(28),
            "cmax", SqlType.of(29),
            "ctid", SqlType.of(27));

    private final String name;
    private final Optional<Table> table;
    private final boolean renamed;
    private final List<ColumnShape> columns;
    private final List<Expression> values;
    private final boolean open;
    private final int rowType;

    private Relation(
            String name,
            Optional<Table> table,
            boolean renamed,
            List<ColumnShape> columns,
            List<Expression> values,
            boolean open,
            int rowType) {
        this.name = name;
        this.table = table;
        this.renamed = renamed;
        this.columns = List.copyOf(columns);
        this.values = List.copyOf(values);
        this.open = open;
        this.rowType = rowType;
    }

    /**
     * Rows of their own.
     *
     * @param open whether there may be more columns than those listed
     */
    static Relation of(String name, List<ColumnShape> columns, boolean open) {
        return new Relation(name, Optional.empty(), false, columns, List.of(), open, TypeIds.RECORD);
    }

    /**
     * A registered table.
     *
     * @param renamed whether it has an alias, so that its own name is hidden
     * @param rowType the type of its rows
     */
    static Relation of(String name, Table table, boolean renamed, List<ColumnShape> columns, int rowType) {
        return new Relation(name, Optional.of(table), renamed, columns, List.of(), false, rowType);
    }

    /** A join: each column is an expression over the relations joined. */
    static Relation join(String name, List<ColumnShape> columns, List<Expression> values, boolean open) {
        return new Relation(name, Optional.empty(), false, columns, values, open, TypeIds.RECORD);
    }

    /** The same rows under another name. */
    Relation named(String newName) {
        return new Relation(newName, table, false, columns, values, open, rowType);
    }

    String name() {
        return name;
    }

    Optional<Table> table() {
        return table;
    }

    boolean renamed() {
        return renamed;
    }

    List<ColumnShape> columns() {
        return columns;
    }

    boolean open() {
        return open;
    }

    boolean isJoin() {
        return !values.isEmpty();
    }

    /** The columns of that name. */
    List<Integer> indexesOf(String column) {
        List<Integer> found = new ArrayList<>(1);
        for (int at = 0; at < columns.size(); at++) {
            if (columns.get(at).name().equals(column)) {
                found.add(at);
            }
        }
        return found;
    }

    /** What a column stands for. */
    Expression value(int column, int location) {
        if (!values.isEmpty()) {
            return values.get(column).at(location);
        }
        return Expression.column(this, column, columns.get(column).type(), location);
    }

    /** All its columns as one value. */
    Expression wholeRow(int location) {
        SqlType type = open ? SqlType.ANY : new SqlType(rowType, columns);
        return Expression.column(this, -1, type, location);
    }
}
