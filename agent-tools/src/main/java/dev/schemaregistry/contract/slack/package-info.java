/** Calls of Slack's Web API against stored channels: one JSON document, the method and its arguments. No I/O. */
@NullMarked
package dev.schemaregistry.contract.slack;

import org.jspecify.annotations.NullMarked;
