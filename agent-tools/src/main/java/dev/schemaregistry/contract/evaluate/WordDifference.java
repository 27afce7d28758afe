package dev.schemaregistry.contract.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares two queries word by word. */
final class WordDifference {
    private static final Pattern WORD = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|[\\p{L}_][\\p{L}\\p{N}_]*|\\S");

    private WordDifference() {}

    /** The word of the original where a copy has another one; empty when they differ in none or in several. */
    static Optional<String> onlyOne(String original, String copy) {
        List<String> left = words(original);
        List<String> right = words(copy);
        if (left.size() != right.size()) {
            return Optional.empty();
        }
        String found = "";
        for (int at = 0; at < left.size(); at++) {
            if (left.get(at).equals(right.get(at))) {
                continue;
            }
            if (!found.isEmpty()) {
                return Optional.empty();
            }
            found = left.get(at);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (Matcher matcher = WORD.matcher(text); matcher.find(); ) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Whether two spellings mean one name, a qualifier and quotes aside. */
    static boolean sameName(String left, String right) {
        return bare(left).equalsIgnoreCase(bare(right));
    }

    private static String bare(String name) {
        String unquoted = name.replace("\"", "");
        return unquoted.substring(unquoted.lastIndexOf('.') + 1);
    }
}
