/** The contract check of SQL: PostgreSQL by the server's grammar and our resolver, SQLite by an empty database in this process. */
@NullMarked
package dev.schemaregistry.contract.sql;

import org.jspecify.annotations.NullMarked;
