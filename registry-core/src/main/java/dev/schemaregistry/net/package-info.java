/** Which addresses this program may connect to on somebody's word. */
@NullMarked
package dev.schemaregistry.net;

import org.jspecify.annotations.NullMarked;
