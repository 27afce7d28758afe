/** The shapes in which command line and REST show the registry: one JSON, one wording. */
@NullMarked
package dev.schemaregistry.server.view;

import org.jspecify.annotations.NullMarked;
