/** Configuration: where it comes from and what it must look like. */
@NullMarked
package dev.schemaregistry.server.config;

import org.jspecify.annotations.NullMarked;
