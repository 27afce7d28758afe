package dev.schemaregistry.profile;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes names and sentences apart into words in lower case, without accents. */
final class Identifiers {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BORDERS = Pattern.compile(
            "(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Identifiers() {}

    static List<String> words(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        String parted =
                BORDERS.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT).replace("ß", "ss");
        return Arrays.stream(BETWEEN.split(parted))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
