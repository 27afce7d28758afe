package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.sql.catalog.TypeIds;
import java.util.List;

/**
 * The type of an expression.
 *
 * @param oid the catalog's identifier; {@link TypeIds#ANY_TYPE} for a type we do not know, about which nothing is complained
 * @param fields of a row, as far as known
 */
record SqlType(int oid, List<ColumnShape> fields) {
    static final SqlType ANY = of(TypeIds.ANY_TYPE);
    static final SqlType UNKNOWN = of(TypeIds.UNKNOWN);
    static final SqlType BOOL = of(TypeIds.BOOL);
    static final SqlType INT4 = of(TypeIds.INT4);
    static final SqlType INT8 = of(TypeIds.INT8);
    static final SqlType TEXT = of(TypeIds.TEXT);
    static final SqlType NUMERIC = of(TypeIds.NUMERIC);

    static SqlType of(int oid) {
        return new SqlType(oid, List.of());
    }

    static SqlType row(List<ColumnShape> fields) {
        return new SqlType(TypeIds.RECORD, List.copyOf(fields));
    }

    boolean isAny() {
        return oid == TypeIds.ANY_TYPE;
    }

    boolean isUnknown() {
        return oid == TypeIds.UNKNOWN;
    }

    boolean is(int other) {
        return oid == other;
    }
}
