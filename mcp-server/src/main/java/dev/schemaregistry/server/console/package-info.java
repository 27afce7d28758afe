/** The pages people look at: files that a browser loads, without anything of the registry in them. */
@NullMarked
package dev.schemaregistry.server.console;

import org.jspecify.annotations.NullMarked;
