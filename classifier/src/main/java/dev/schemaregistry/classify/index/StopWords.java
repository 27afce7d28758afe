package dev.schemaregistry.classify.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words and phrases that say nothing about where to look. */
final class StopWords {
    private final Set<String> words;
    private final List<List<String>> phrases;

    private StopWords(Set<String> words, List<List<String>> phrases) {
        this.words = Set.copyOf(words);
        this.phrases = List.copyOf(phrases);
    }

    static StopWords load() {
        Set<String> words = new HashSet<>();
        List<List<String>> phrases = new ArrayList<>();
        for (String line : DataFile.lines("stop-words.txt")) {
            if (line.startsWith(">")) {
                phrases.add(List.of(line.substring(1).strip().split(" +")));
                continue;
            }
            words.addAll(Arrays.asList(line.split(" +")));
        }
        return new StopWords(words, phrases);
    }

    boolean isGrammar(String word) {
        return words.contains(word);
    }

    /** Marks the stopped words of a text. */
    boolean[] mark(List<String> text) {
        boolean[] stop = new boolean[text.size()];
        for (int at = 0; at < stop.length; at++) {
            stop[at] |= words.contains(text.get(at));
            for (List<String> phrase : phrases) {
                int end = at + phrase.size();
                if (end <= stop.length && text.subList(at, end).equals(phrase)) {
                    Arrays.fill(stop, at, end, true);
                }
            }
        }
        return stop;
    }
}
