package dev.schemaregistry.contract.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a resource of words: blanks between them, {@code #} starts a comment line. */
final class WordList {
    private WordList() {}

    static Set<String> read(String resource) {
        Set<String> words = new HashSet<>();
        lines(resource).forEach(line -> words.addAll(Set.of(line.split("\\s+"))));
        return Set.copyOf(words);
    }

    /** The lines that hold words. */
    static List<String> lines(String resource) {
        try (InputStream in = WordList.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(String::trim)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
