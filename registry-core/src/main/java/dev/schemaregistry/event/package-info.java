/** What happened in the registry, as values; the event log is ordered and durable. */
@NullMarked
package dev.schemaregistry.event;

import org.jspecify.annotations.NullMarked;
