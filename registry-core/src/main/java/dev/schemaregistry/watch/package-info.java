/** Looking at sources: one reading of many sources side by side, and when to look again. */
@NullMarked
package dev.schemaregistry.watch;

import org.jspecify.annotations.NullMarked;
