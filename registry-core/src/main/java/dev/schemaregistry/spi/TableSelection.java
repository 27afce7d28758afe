package dev.schemaregistry.spi;

import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tables of a source are wanted.
 *
 * <p>A pattern is matched with the text form of a name, {@code namespace.name} or {@code name} in the default namespace, letter case
 * and all; {@code *} stands for any characters, {@code ?} for one. A table is wanted when some include pattern fits, or there is
 * none, and no exclude pattern does.
 */
public record TableSelection(List<String> include, List<String> exclude) {
    /** Every table. */
    public static final TableSelection ALL = new TableSelection(List.of(), List.of());

    public TableSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        if (Stream.concat(include.stream(), exclude.stream()).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a pattern for tables must not be empty; write * for every table");
        }
    }

    /** Whether nothing is left out. */
    public boolean isAll() {
        return include.isEmpty() && exclude.isEmpty();
    }

    public boolean includes(TableName table) {
        String text = table.text();
        return (include.isEmpty() || fitsAny(include, text)) && !fitsAny(exclude, text);
    }

    static boolean fitsAny(List<String> patterns, String text) {
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern).matcher(text).matches());
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile(
                pattern.codePoints().mapToObj(TableSelection::regex).collect(Collectors.joining()), Pattern.DOTALL);
    }

    private static String regex(int codePoint) {
        return switch (codePoint) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(codePoint));
        };
    }
}
