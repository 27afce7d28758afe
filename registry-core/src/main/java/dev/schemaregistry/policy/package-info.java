/** Which fields nobody is to see, and what is left of tables and changes without them: pure functions. */
@NullMarked
package dev.schemaregistry.policy;

import org.jspecify.annotations.NullMarked;
