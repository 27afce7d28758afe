/**
 * PostgreSQL's own knowledge of types, casts, operators and functions, bundled as tables, and its rules of type
 * conversion over them (manual, chapter "Type Conversion"). Pure: no server, no statement, no schema of a source.
 */
@NullMarked
package dev.schemaregistry.contract.sql.catalog;

import org.jspecify.annotations.NullMarked;
