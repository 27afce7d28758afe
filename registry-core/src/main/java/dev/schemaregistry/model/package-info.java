/**
 * The nouns of the registry: immutable values without I/O, shared by every module.
 *
 * <p>Lists and maps are copied on construction. No accessor returns null; what may be missing is an {@link
 * java.util.Optional}.
 */
@NullMarked
package dev.schemaregistry.model;

import org.jspecify.annotations.NullMarked;
