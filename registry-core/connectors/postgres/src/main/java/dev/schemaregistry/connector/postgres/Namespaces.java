package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.model.TableName;

/** Leaves the default namespace out of table names. */
record Namespaces(String defaultNamespace) {
    TableName table(String namespace, String name) {
        return new TableName(namespace.equals(defaultNamespace) ? "" : namespace, name);
    }
}
