/** What a source really returned, held against what the registry says of it; and reads that are run so. */
@NullMarked
package dev.schemaregistry.contract.guard;

import org.jspecify.annotations.NullMarked;
