/** SQLite as a source: reads the schema of a file, and dry-runs queries on it. */
@NullMarked
package dev.schemaregistry.connector.sqlite;

import org.jspecify.annotations.NullMarked;
