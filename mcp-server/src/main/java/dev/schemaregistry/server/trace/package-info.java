/** Where time goes, for OpenTelemetry: requests, calls of tools, readings of sources. */
@NullMarked
package dev.schemaregistry.server.trace;

import org.jspecify.annotations.NullMarked;
