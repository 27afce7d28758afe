/** What agents are offered beside the tools: tables as resources, prompts, news of changes. Knows no protocol. */
@NullMarked
package dev.schemaregistry.server.agent;

import org.jspecify.annotations.NullMarked;
