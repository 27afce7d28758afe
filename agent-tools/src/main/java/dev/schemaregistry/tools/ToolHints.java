package dev.schemaregistry.tools;

/**
 * What a caller may assume about a tool, as MCP's annotations say it.
 *
 * @param readOnly it changes nothing
 * @param idempotent calling it again with the same arguments changes nothing more
 * @param openWorld it reaches beyond the registry, to a data source
 */
public record ToolHints(boolean readOnly, boolean idempotent, boolean openWorld) {
    static final ToolHints REGISTRY_READ = new ToolHints(true, true, false);
    static final ToolHints SOURCE_READ = new ToolHints(true, true, true);
}
