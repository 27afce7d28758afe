/** Where secrets are: references to the environment, to files and to Vault, and what resolves them. */
@NullMarked
package dev.schemaregistry.server.secrets;

import org.jspecify.annotations.NullMarked;
