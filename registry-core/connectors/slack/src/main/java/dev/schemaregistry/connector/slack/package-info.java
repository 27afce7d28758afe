/** Slack as a source: reads which channels a workspace has, and never a message. */
@NullMarked
package dev.schemaregistry.connector.slack;

import org.jspecify.annotations.NullMarked;
