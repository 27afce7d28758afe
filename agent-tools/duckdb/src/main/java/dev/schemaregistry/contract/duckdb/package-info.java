/** The contract check of DuckDB queries, by an empty database in this process. */
@NullMarked
package dev.schemaregistry.contract.duckdb;

import org.jspecify.annotations.NullMarked;
