/** From sampled documents to fields, and from one sample to the next: pure functions that every sampling source shares. */
@NullMarked
package dev.schemaregistry.infer;

import org.jspecify.annotations.NullMarked;
