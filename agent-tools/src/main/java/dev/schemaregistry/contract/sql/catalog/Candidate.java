package dev.schemaregistry.contract.sql.catalog;

import java.util.List;

/**
 * A signature fitted to one call.
 *
 * @param types its declared types in the order of the call's arguments: defaults left out, a variadic array spread
 * @param spread whether a variadic array was spread to fit
 * @param filled how many arguments its defaults fill in
 */
record Candidate(Signature signature, List<Integer> types, boolean spread, int filled) {

    static Candidate of(CatalogOperator operator) {
        return new Candidate(operator, operator.argumentTypes(), false, 0);
    }
}
