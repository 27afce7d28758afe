/** Who calls, what they may do, how much of it, and what is written down about it. Knows no protocol. */
@NullMarked
package dev.schemaregistry.server.access;

import org.jspecify.annotations.NullMarked;
