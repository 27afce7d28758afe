/** MongoDB as a source: collections declared by validators or inferred from a sample, views, time series, indexes. */
@NullMarked
package dev.schemaregistry.connector.mongodb;

import org.jspecify.annotations.NullMarked;
