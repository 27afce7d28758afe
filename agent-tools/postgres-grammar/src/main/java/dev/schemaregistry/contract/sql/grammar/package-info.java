/**
 * The PostgreSQL server's own grammar in this process: text in, parse tree out. The grammar arrives as WebAssembly and
 * is compiled to class files while building; this package is its host and knows nothing of schemas.
 */
@NullMarked
package dev.schemaregistry.contract.sql.grammar;

import org.jspecify.annotations.NullMarked;
