/** What the server counts and times, for Prometheus. */
@NullMarked
package dev.schemaregistry.server.metrics;

import org.jspecify.annotations.NullMarked;
