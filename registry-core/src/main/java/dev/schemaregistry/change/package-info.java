/** What differs between two schemas, and what that means: pure functions over values. */
@NullMarked
package dev.schemaregistry.change;

import org.jspecify.annotations.NullMarked;
