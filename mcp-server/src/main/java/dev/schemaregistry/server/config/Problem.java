package dev.schemaregistry.server.config;

/**
 * Something that is wrong in a configuration file.
 *
 * @param key where, as keys and places: {@code sources[2].port}; empty for the file as a whole
 * @param sentence what is wrong, without secrets
 */
record Problem(int line, String key, String sentence) {
    static Problem of(int line, String key, String expected, String got) {
        return new Problem(line, key, "expected " + expected + ", got " + got);
    }

    String text() {
        return "line " + line + ": " + (key.isEmpty() ? "" : "key \"" + key + "\": ") + sentence;
    }
}
