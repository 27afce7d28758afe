/** Measures routing on labelled questions. */
@NullMarked
package dev.schemaregistry.classify.evaluate;

import org.jspecify.annotations.NullMarked;
