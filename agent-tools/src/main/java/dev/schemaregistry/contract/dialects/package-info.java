/** The contract check of SQL dialects that have no checker of their own: names and structure by a parser that reads many. */
@NullMarked
package dev.schemaregistry.contract.dialects;

import org.jspecify.annotations.NullMarked;
