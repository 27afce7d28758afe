/** What an agent may do, defined once, with the sentences a model reads. */
@NullMarked
package dev.schemaregistry.tools;

import org.jspecify.annotations.NullMarked;
