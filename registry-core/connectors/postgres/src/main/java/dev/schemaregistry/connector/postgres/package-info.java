/** PostgreSQL as a source: reads the schema of a database, and dry-runs queries on it. */
@NullMarked
package dev.schemaregistry.connector.postgres;

import org.jspecify.annotations.NullMarked;
