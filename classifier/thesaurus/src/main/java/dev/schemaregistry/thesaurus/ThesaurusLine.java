package dev.schemaregistry.thesaurus;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** How the thesaurus is written down: a word, then the words near to it, each with its nearness in tenths as the last digit. */
final class ThesaurusLine {
    /** Beside the classes. */
    static final String RESOURCE = "thesaurus.txt.gz";

    private static final int MOST = 24;

    private ThesaurusLine() {}

    static String of(String word, Map<String, Integer> tenths) {
        return tenths.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(near -> near.getKey() + near.getValue())
                .collect(Collectors.joining(" ", word + ' ', "\n"));
    }
}
