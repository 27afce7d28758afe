/** A query against the stored schema, without I/O. */
@NullMarked
package dev.schemaregistry.contract;

import org.jspecify.annotations.NullMarked;
