/** Which values may be read from a source and kept, so that questions can name them: pure functions, and the words they go by. */
@NullMarked
package dev.schemaregistry.profile;

import org.jspecify.annotations.NullMarked;
