/** Requests that are JSON documents: read with the place of every value, and what was found in them. No I/O. */
@NullMarked
package dev.schemaregistry.contract.json;

import org.jspecify.annotations.NullMarked;
