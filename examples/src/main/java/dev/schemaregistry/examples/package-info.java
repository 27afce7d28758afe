/** The front doors in use: small programs, each compiled and tested. */
@NullMarked
package dev.schemaregistry.examples;

import org.jspecify.annotations.NullMarked;
