/** The facade: accepts what connectors saw, versions it, answers questions about it. */
@NullMarked
package dev.schemaregistry.registry;

import org.jspecify.annotations.NullMarked;
