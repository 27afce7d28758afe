/** Qdrant as a data source. */
@NullMarked
package dev.schemaregistry.connector.qdrant;

import org.jspecify.annotations.NullMarked;
