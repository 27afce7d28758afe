/** A PostgreSQL server that holds stored schemas without rows, as a second judge. */
@NullMarked
package dev.schemaregistry.contract.shadow;

import org.jspecify.annotations.NullMarked;
