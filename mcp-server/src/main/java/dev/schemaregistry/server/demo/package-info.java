/** The demonstration: sample databases of five businesses, and the whole story told over them. */
@NullMarked
package dev.schemaregistry.server.demo;

import org.jspecify.annotations.NullMarked;
