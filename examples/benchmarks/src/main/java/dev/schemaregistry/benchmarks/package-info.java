/** What the front doors cost, measured as ratios within one run. */
@NullMarked
package dev.schemaregistry.benchmarks;

import org.jspecify.annotations.NullMarked;
