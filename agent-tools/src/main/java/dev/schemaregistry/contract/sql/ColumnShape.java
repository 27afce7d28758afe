package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.ContractReport.Nullability;
import java.util.Optional;

/**
 * A column as seen from outside the query or table that has it.
 *
 * @param origin the registered field it passes on unchanged
 */
record ColumnShape(String name, SqlType type, Optional<FieldUse> origin, Nullability nullability) {
    static ColumnShape of(String name, SqlType type) {
        return new ColumnShape(name, type, Optional.empty(), Nullability.UNKNOWN);
    }

    ColumnShape withName(String newName) {
        return new ColumnShape(newName, type, origin, nullability);
    }

    ColumnShape withType(SqlType newType) {
        return new ColumnShape(name, newType, origin, nullability);
    }
}
