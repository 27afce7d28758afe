/** The index behind the classifier; the only room that knows Lucene. */
@NullMarked
package dev.schemaregistry.classify.index;

import org.jspecify.annotations.NullMarked;
