/** MCP over stdio and Streamable HTTP; the only room that knows the MCP SDK. */
@NullMarked
package dev.schemaregistry.server.mcp;

import org.jspecify.annotations.NullMarked;
