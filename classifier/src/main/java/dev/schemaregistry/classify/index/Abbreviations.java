package dev.schemaregistry.classify.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What short forms in identifiers stand for. */
final class Abbreviations {
    private final Map<String, List<List<String>>> meanings;

    private Abbreviations(Map<String, List<List<String>>> meanings) {
        this.meanings = Map.copyOf(meanings);
    }

    static Abbreviations load() {
        Map<String, List<List<String>>> meanings = new HashMap<>();
        for (String line : DataFile.lines("abbreviations.txt")) {
            int equals = line.indexOf('=');
            meanings.put(line.substring(0, equals).strip(), alternatives(line.substring(equals + 1)));
        }
        return new Abbreviations(meanings);
    }

    private static List<List<String>> alternatives(String text) {
        return Arrays.stream(text.split("\\|"))
                .map(alternative -> List.of(alternative.strip().split(" +")))
                .toList();
    }

    /** Each meaning as one or more words; empty for a word that is no known abbreviation. */
    List<List<String>> meanings(String word) {
        return meanings.getOrDefault(word, List.of());
    }
}
