/** MongoDB queries against the stored schema: read as documents, followed stage by stage. */
@NullMarked
package dev.schemaregistry.contract.mongo;

import org.jspecify.annotations.NullMarked;
