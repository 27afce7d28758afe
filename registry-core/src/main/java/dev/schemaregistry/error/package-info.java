/** One unchecked family of coded errors. */
@NullMarked
package dev.schemaregistry.error;

import org.jspecify.annotations.NullMarked;
