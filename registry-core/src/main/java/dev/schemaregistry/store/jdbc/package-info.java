/**
 * One store on JDBC, with a SQLite and a PostgreSQL dialect.
 *
 * <p>Both run the same statements on the same tables; a dialect is how one connects, begins, locks, checks identity and names
 * failures. {@link dev.schemaregistry.store.jdbc.RegistryStores} is the way in. Statements go to JDBC as they stand: a mapping
 * library would cost a fifth of a second on every start of the command line, for thirty statements.
 *
 * <p>Whole registries: {@link dev.schemaregistry.store.jdbc.RegistryCopy}, {@link dev.schemaregistry.store.jdbc.RegistryBackup}, {@link
 * dev.schemaregistry.store.jdbc.Soundness}.
 */
@NullMarked
package dev.schemaregistry.store.jdbc;

import org.jspecify.annotations.NullMarked;
