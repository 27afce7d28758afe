package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.NameSuggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which units of time {@code extract}, {@code date_part} and {@code date_trunc} take: the bundled table. */
final class TimeUnits {
    private static final String FILE = "postgres-time-units.txt";
    private static final int LETTERS = 10;

    private static final Map<String, String> UNITS = new HashMap<>();
    private static final Map<String, Set<String>> TAKEN = new HashMap<>();

    static {
        read();
    }

    private TimeUnits() {}

    /** Why a unit can't be had of a type; empty when it can, or when the table knows nothing of that call. */
    static Optional<String> refusal(String function, String type, String written) {
        Set<String> taken = TAKEN.get(function + ' ' + type);
        if (taken == null) {
            return Optional.empty();
        }
        String unit = UNITS.get(key(written));
        if (unit == null) {
            return Optional.of("unit \"" + written + "\" not recognized for this type");
        }
        return taken.contains(unit)
                ? Optional.empty()
                : Optional.of("unit \"" + written + "\" is not supported for this type");
    }

    /** Units the call takes that may have been meant. */
    static List<String> nearest(String function, String type, String written) {
        return NameSuggestions.nearest(written, TAKEN.getOrDefault(function + ' ' + type, Set.of()));
    }

    private static String key(String spelling) {
        String lower = spelling.toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(LETTERS, lower.length()));
    }

    private static void read() {
        try (InputStream in = TimeUnits.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the table " + FILE + " is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(TimeUnits::add);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + FILE, e);
        }
    }

    private static void add(String line) {
        int colon = line.indexOf(':');
        int space = line.indexOf(' ');
        String subject = line.substring(space + 1, colon);
        Set<String> words =
                new HashSet<>(List.of(line.substring(colon + 1).strip().split(" ", -1)));
        if (line.startsWith("unit ")) {
            UNITS.put(key(subject), subject);
            words.stream().filter(word -> !word.isEmpty()).forEach(word -> UNITS.put(key(word), subject));
        } else {
            TAKEN.put(subject, words);
        }
    }
}
