/** Health and the read API over HTTP; the only room that knows Javalin. */
@NullMarked
package dev.schemaregistry.server.rest;

import org.jspecify.annotations.NullMarked;
