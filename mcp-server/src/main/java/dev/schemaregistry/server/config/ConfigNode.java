package dev.schemaregistry.server.config;

import java.util.List;
import java.util.Map;

/** A value of a configuration file, with the line on which it starts, counted from 1. */
sealed interface ConfigNode {
    int line();

    /** Any single value, as written; an empty one is the empty text. */
    record Text(String value, int line) implements ConfigNode {}

    /** A list. */
    record Items(List<ConfigNode> nodes, int line) implements ConfigNode {}

    /** Keys with values, in file order; {@code keyLines} says where each key stands. */
    record Entries(Map<String, ConfigNode> nodes, Map<String, Integer> keyLines, int line) implements ConfigNode {}
}
