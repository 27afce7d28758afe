package dev.schemaregistry.contract.sql;

import java.util.List;
import java.util.Optional;

/**
 * A resolved expression, as far as grouping, ordering and typing need it.
 *
 * @param text what tells it from others of its kind: an operator, a function, a constant
 * @param parts the expressions inside it; of a subquery, all that it holds
 * @param relation of a column or whole row
 * @param column index in the relation; -1 for a whole row
 * @param owner of an aggregate or window call: the query it is computed in
 * @param location in bytes from 0; -1 where not known
 */
record Expression(
        Kind kind,
        String text,
        SqlType type,
        List<Expression> parts,
        Optional<Relation> relation,
        int column,
        Optional<Scope> owner,
        int location) {

    enum Kind {
        COLUMN,
        CONSTANT,
        CALL,
        AGGREGATE,
        WINDOW,
        GROUPING,
        SUBQUERY
    }

    static Expression any(int location) {
        return new Expression(
                Kind.CONSTANT, "?", SqlType.ANY, List.of(), Optional.empty(), 0, Optional.empty(), location);
    }

    static Expression constant(String text, SqlType type, int location) {
        return new Expression(Kind.CONSTANT, text, type, List.of(), Optional.empty(), 0, Optional.empty(), location);
    }

    static Expression column(Relation relation, int column, SqlType type, int location) {
        String text = column < 0 ? "*" : relation.columns().get(column).name();
        return new Expression(
                Kind.COLUMN, text, type, List.of(), Optional.of(relation), column, Optional.empty(), location);
    }

    static Expression systemColumn(Relation relation, String name, SqlType type, int location) {
        return new Expression(
                Kind.COLUMN, name, type, List.of(), Optional.of(relation), -2, Optional.empty(), location);
    }

    static Expression call(String text, SqlType type, List<Expression> parts, int location) {
        return new Expression(
                Kind.CALL, text, type, List.copyOf(parts), Optional.empty(), 0, Optional.empty(), location);
    }

    static Expression owned(Kind kind, String text, SqlType type, List<Expression> parts, Scope owner, int location) {
        return new Expression(kind, text, type, List.copyOf(parts), Optional.empty(), 0, Optional.of(owner), location);
    }

    static Expression subquery(String text, SqlType type, List<Expression> parts, int location) {
        return new Expression(
                Kind.SUBQUERY, text, type, List.copyOf(parts), Optional.empty(), 0, Optional.empty(), location);
    }

    Expression withType(SqlType newType) {
        return new Expression(kind, text, newType, parts, relation, column, owner, location);
    }

    Expression at(int newLocation) {
        return new Expression(kind, text, type, parts, relation, column, owner, newLocation);
    }

    boolean isNull() {
        return kind == Kind.CONSTANT && text.equals("null");
    }

    /** Whether both compute the same, wherever they stand. */
    boolean sameAs(Expression other) {
        boolean sameNode = kind == other.kind
                && column == other.column
                && type.oid() == other.type.oid()
                && text.equals(other.text)
                && parts.size() == other.parts.size()
                && relation.orElse(null) == other.relation.orElse(null);
        if (!sameNode) {
            return false;
        }
        for (int at = 0; at < parts.size(); at++) {
            if (!parts.get(at).sameAs(other.parts.get(at))) {
                return false;
            }
        }
        return true;
    }
}
