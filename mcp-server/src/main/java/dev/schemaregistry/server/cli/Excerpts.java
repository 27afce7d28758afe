package dev.schemaregistry.server.cli;

import java.util.Optional;

/** The beginning of a text that may be long. */
final class Excerpts {
    private static final int LENGTH = 70;

    private Excerpts() {}

    static String of(Optional<String> text) {
        return text.map(words -> words.strip().replaceAll("\\s+", " "))
                .map(words -> words.codePointCount(0, words.length()) <= LENGTH
                        ? words
                        : words.substring(0, words.offsetByCodePoints(0, LENGTH)) + "…")
                .orElse("");
    }
}
