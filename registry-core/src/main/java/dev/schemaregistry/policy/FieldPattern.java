package dev.schemaregistry.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names fields as {@code source.table.field}: the table with or without its namespace, the field with or without the documents that
 * it is in. {@code *} stands for any characters, and letter case counts nothing: when in doubt, the pattern fits.
 */
public final class FieldPattern {
    private static final int FEWEST_PARTS = 3;
    private static final int MOST_CHARACTERS = 300;

    private final String text;
    private final List<String> parts;
    private final Pattern source;
    private final Pattern whole;

    private FieldPattern(String text, List<String> parts) {
        this.text = text;
        this.parts = parts;
        this.source = regex(parts.get(0));
        this.whole = regex(text);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static FieldPattern parse(String written) {
        String text = requireNonNull(written, "written").strip();
        List<String> parts = List.of(text.split("\\.", -1));
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("one of " + text.length() + " characters; at most " + MOST_CHARACTERS
                    + " are read, so use * for a part of it");
        }
        if (parts.size() < FEWEST_PARTS || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\", which names no field; write source.table.field, with * for any characters");
        }
        return new FieldPattern(text, parts);
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    boolean concerns(String sourceId) {
        return source.matcher(sourceId).matches();
    }

    /** @param place source, table and path, joined by dots */
    boolean fits(String place) {
        return whole.matcher(place).matches();
    }

    /** Whether the pattern goes on inside of the field at that place, which it names without a {@code *}. */
    boolean goesOnInside(String place) {
        for (int end = FEWEST_PARTS; end < parts.size(); end++) {
            boolean named = parts.get(end - 1).indexOf('*') < 0;
            String above = String.join(".", parts.subList(0, end));
            if (named && regex(above).matcher(place).matches()) {
                return true;
            }
        }
        return false;
    }

    /** The field's own name, where the pattern spells it out. */
    Optional<String> lastName() {
        return Optional.of(parts.get(parts.size() - 1)).filter(last -> last.indexOf('*') < 0);
    }

    private static Pattern regex(String glob) {
        return Pattern.compile(
                Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
