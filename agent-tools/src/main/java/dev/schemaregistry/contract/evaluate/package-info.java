/** Scores the contract check on labelled files. */
@NullMarked
package dev.schemaregistry.contract.evaluate;

import org.jspecify.annotations.NullMarked;
