package dev.schemaregistry.contract.duckdb;

import dev.schemaregistry.contract.Rule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the engine's messages mean: the bundled table. */
final class DuckdbErrors {
    private static final Pattern ENGINE_WORDS = Pattern.compile("(?s)^(?:.*?Error: )?((?:[A-Z][A-Za-z]+ )+Error: .*)$");
    private static final List<Entry> TABLE =
            Words.lines("duckdb-errors.txt").stream().map(Entry::of).toList();

    private DuckdbErrors() {}

    private record Entry(Rule rule, Pattern pattern) {
        static Entry of(String line) {
            int tab = line.indexOf('\t');
            return new Entry(Rule.valueOf(line.substring(0, tab)), Pattern.compile(line.substring(tab + 1)));
        }
    }

    /**
     * A message understood.
     *
     * @param name what it is about; may be empty
     * @param qualifier what stands before the name; may be empty
     * @param sentence the engine's first sentence, without its kind of error
     */
    record Meaning(Rule rule, String name, String qualifier, String sentence) {}

    static Meaning of(String message) {
        Matcher engine = ENGINE_WORDS.matcher(message);
        String words = engine.matches() ? engine.group(1) : message;
        String first = words.lines().findFirst().orElse(words);
        String sentence = first.substring(first.indexOf(": ") + 2).strip();
        for (Entry entry : TABLE) {
            Matcher matcher = entry.pattern.matcher(words);
            if (matcher.find()) {
                return new Meaning(entry.rule, group(matcher, "name"), group(matcher, "qualifier"), sentence);
            }
        }
        return new Meaning(Rule.NOT_SUPPORTED, "", "", sentence);
    }

    private static String group(Matcher matcher, String name) {
        return matcher.pattern().pattern().contains("(?<" + name + '>') && matcher.group(name) != null
                ? matcher.group(name)
                : "";
    }
}
