/** Tables as text within a token budget; the only room that knows a tokenizer. */
@NullMarked
package dev.schemaregistry.summary;

import org.jspecify.annotations.NullMarked;
