/** Wiring: protocols on one side, registry and connectors on the other. */
@NullMarked
package dev.schemaregistry.server;

import org.jspecify.annotations.NullMarked;
