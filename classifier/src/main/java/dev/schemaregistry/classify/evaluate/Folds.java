package dev.schemaregistry.classify.evaluate;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Holds databases apart: all questions of a source are in the same fold, by a hash of its id. */
final class Folds {
    static final int COUNT = 5;

    private Folds() {}

    static int of(String source) {
        CRC32 hash = new CRC32();
        hash.update(source.getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % COUNT);
    }
}
