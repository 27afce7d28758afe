/** Requests to Qdrant against stored collections: one JSON document, the body of a REST call and the collection. No I/O. */
@NullMarked
package dev.schemaregistry.contract.qdrant;

import org.jspecify.annotations.NullMarked;
