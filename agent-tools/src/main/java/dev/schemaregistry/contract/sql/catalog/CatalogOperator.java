package dev.schemaregistry.contract.sql.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An operator, as {@code pg_operator} describes it.
 *
 * @param left {@link TypeIds#NONE} for a prefix operator
 * @param function the function that computes it
 */
public record CatalogOperator(int oid, String schema, String name, int left, int right, int returnType, int function)
        implements Signature {

    public CatalogOperator {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
    }

    @Override
    public List<Integer> argumentTypes() {
        return isPrefix() ? List.of(right) : List.of(left, right);
    }

    boolean isPrefix() {
        return left == TypeIds.NONE;
    }
}
