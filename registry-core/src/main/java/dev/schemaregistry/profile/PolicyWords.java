package dev.schemaregistry.profile;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The words that the policy goes by, as {@code policy-words.txt} lists them, each with what it stands for. */
final class PolicyWords {
    static final PolicyWords SHIPPED = read("policy-words.txt");

    /** What a word does; the file explains each. */
    enum Rule {
        NEVER,
        INSIDE,
        PERSONAL,
        FREE_TEXT,
        PERSON,
        IDENTIFIER,
        NAMING,
        CATEGORY,
        TABLE
    }

    private final Map<Rule, Map<String, String>> kinds = new HashMap<>();

    private PolicyWords(Stream<String> lines) {
        lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(this::add);
    }

    private static PolicyWords read(String resource) {
        try (InputStream in = requireNonNull(PolicyWords.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new PolicyWords(lines.lines());
        } catch (IOException damaged) {
            throw new UncheckedIOException("the resource " + resource + " can't be read", damaged);
        }
    }

    private void add(String line) {
        String[] parts = line.split("\\|", 3);
        Rule rule = Rule.valueOf(parts[0].strip().toUpperCase(Locale.ROOT));
        Map<String, String> words = kinds.computeIfAbsent(rule, any -> new HashMap<>());
        Arrays.stream(parts[2].split(",")).forEach(word -> words.put(word.strip(), parts[1].strip()));
    }

    /** What the word stands for under a rule, also in the plural. */
    Optional<String> kind(Rule rule, String word) {
        Map<String, String> known = kinds.getOrDefault(rule, Map.of());
        return singulars(word).filter(known::containsKey).findFirst().map(known::get);
    }

    /** What the first of the words, or of the pairs of neighbours, stands for. */
    Optional<String> kindOfAny(Rule rule, List<String> words) {
        return Stream.concat(pairs(words), words.stream())
                .flatMap(word -> kind(rule, word).stream())
                .findFirst();
    }

    /** What letters inside of a name stand for, whose words may be run together. */
    Optional<String> kindInside(List<String> words) {
        String letters = String.join("", words);
        return kinds.getOrDefault(Rule.INSIDE, Map.of()).entrySet().stream()
                .filter(entry -> letters.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst();
    }

    private static Stream<String> pairs(List<String> words) {
        return Stream.iterate(1, i -> i < words.size(), i -> i + 1).map(i -> words.get(i - 1) + ' ' + words.get(i));
    }

    private static Stream<String> singulars(String word) {
        Stream<String> forms = Stream.of(word);
        if (word.endsWith("ies")) {
            forms = Stream.concat(forms, Stream.of(word.substring(0, word.length() - 3) + 'y'));
        }
        if (word.endsWith("es")) {
            forms = Stream.concat(forms, Stream.of(word.substring(0, word.length() - 2)));
        }
        return word.endsWith("s") ? Stream.concat(forms, Stream.of(word.substring(0, word.length() - 1))) : forms;
    }
}
