package dev.schemaregistry.contract.sql.catalog;

import java.util.List;

/** What a call can be resolved to. */
public sealed interface Signature permits CatalogFunction, CatalogOperator {

    int oid();

    String name();

    /** Declared types, polymorphic ones included; of a prefix operator the right side only. */
    List<Integer> argumentTypes();

    /** Declared type, possibly polymorphic. */
    int returnType();
}
