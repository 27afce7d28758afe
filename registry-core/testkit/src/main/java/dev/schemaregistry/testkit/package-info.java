/** Promises as tests: contracts that every store and connector runs, and the servers they run on. */
@NullMarked
package dev.schemaregistry.testkit;

import org.jspecify.annotations.NullMarked;
