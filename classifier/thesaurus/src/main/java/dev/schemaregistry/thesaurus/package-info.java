/** English words and what they are near to in meaning. Knows nothing of schemas. */
@NullMarked
package dev.schemaregistry.thesaurus;

import org.jspecify.annotations.NullMarked;
