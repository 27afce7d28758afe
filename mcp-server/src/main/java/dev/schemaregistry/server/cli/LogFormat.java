package dev.schemaregistry.server.cli;

/** How a line of the log is written. */
enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, for programs that collect logs. */
    JSON;

    /** Says it where no option does. */
    static final String VARIABLE = "SCHEMA_REGISTRY_LOG_FORMAT";
}
