/** From a question to the sources and tables that can answer it, with reasons. */
@NullMarked
package dev.schemaregistry.classify;

import org.jspecify.annotations.NullMarked;
