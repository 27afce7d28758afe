/** Small interfaces for what can be exchanged: sources, stores, listeners, secrets. No foreign library appears here. */
@NullMarked
package dev.schemaregistry.spi;

import org.jspecify.annotations.NullMarked;
