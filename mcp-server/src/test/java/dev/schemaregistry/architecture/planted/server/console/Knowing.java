package dev.schemaregistry.architecture.planted.server.console;

import dev.schemaregistry.architecture.planted.model.MutableNoun;

/** A file of the console that holds something of the registry. */
public final class Knowing {
    public static String text(MutableNoun noun) {
        return noun.toString();
    }
}
