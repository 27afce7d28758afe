package dev.schemaregistry.server.agent;

import java.util.Map;

/** Calls tools for one caller. */
@FunctionalInterface
public interface ToolCaller {
    /** The text of the tool's answer, which may be a refusal. */
    String call(String tool, Map<String, Object> arguments);
}
