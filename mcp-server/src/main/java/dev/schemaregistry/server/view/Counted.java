package dev.schemaregistry.server.view;

/** Numbers of things, for people. */
public final class Counted {
    private Counted() {}

    /** For example {@code 1 table} and {@code 2 tables}; for nouns whose plural ends in s. */
    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
