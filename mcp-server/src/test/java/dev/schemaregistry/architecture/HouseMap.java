package dev.schemaregistry.architecture;

import java.util.Arrays;
import java.util.List;

/**
 * The rooms of the house in the order in which they may be imported: a room may use those above it, never those below.
 *
 * <p>The root package is a parameter, so that the same rules can be run on a house with planted violations.
 */
record HouseMap(String root) {
    /** Top to bottom; one line a storey. */
    private static final List<String> ROOMS = List.of(
            "model",
            "error",
            "infer",
            "profile",
            "change",
            "event",
            "policy",
            "spi",
            "net",
            "json",
            "store",
            "registry",
            "watch",
            "connector",
            "format",
            "thesaurus",
            "summary",
            "classify",
            "contract",
            "tools",
            "server",
            "testkit",
            "examples",
            "benchmarks");

    List<String> rooms() {
        return ROOMS;
    }

    List<String> below(String room) {
        return ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size());
    }

    /** The pattern of a room and everything inside it, for example {@code dev.schemaregistry.store..}. */
    String within(String room) {
        return root + '.' + room + "..";
    }

    String[] within(List<String> rooms) {
        return rooms.stream().map(this::within).toArray(String[]::new);
    }

    String[] within(String... rooms) {
        return within(Arrays.asList(rooms));
    }
}
