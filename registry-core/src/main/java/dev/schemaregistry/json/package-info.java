/**
 * The one JSON form of the nouns: in the store, in files and on every wire.
 *
 * <p>Compact: what is empty or usual is left out. Stable: keys stand in one order. Tolerant: unknown keys are skipped. The nouns
 * themselves know nothing of JSON.
 */
@NullMarked
package dev.schemaregistry.json;

import org.jspecify.annotations.NullMarked;
