/** The command line; the only room that knows picocli and the standard streams. */
@NullMarked
package dev.schemaregistry.server.cli;

import org.jspecify.annotations.NullMarked;
