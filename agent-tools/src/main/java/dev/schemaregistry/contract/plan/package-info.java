/** A plan over several sources: steps whose results feed others. Each query is checked, and what goes from one to the next. No I/O. */
@NullMarked
package dev.schemaregistry.contract.plan;

import org.jspecify.annotations.NullMarked;
