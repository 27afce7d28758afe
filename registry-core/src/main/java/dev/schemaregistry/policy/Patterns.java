package dev.schemaregistry.policy;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which patterns fit the fields of one source. */
final class Patterns {
    private final List<FieldPattern> hidden;
    private final List<FieldPattern> masked;

    Patterns(List<FieldPattern> hidden, List<FieldPattern> masked) {
        this.hidden = hidden;
        this.masked = masked;
    }

    /**
     * How much may be known of a field of a table at one of these places; what is above it is not asked.
     *
     * @param path dotted, through documents
     */
    Access of(List<String> places, String path, DataType type) {
        if (fits(hidden, places, path)) {
            return Access.HIDDEN;
        }
        boolean openInside = type instanceof DataType.Json
                || type instanceof DataType.Mapping
                || type instanceof DataType.Native
                || type instanceof DataType.Scalar;
        boolean inside = openInside
                && places.stream()
                        .anyMatch(place -> all().anyMatch(pattern -> pattern.goesOnInside(place + '.' + path)));
        return inside || fits(masked, places, path) ? Access.MASKED : Access.SHOWN;
    }

    Access of(List<String> places, Field field) {
        return of(places, field.name(), field.type());
    }

    /** A field inside of documents is meant by the end of its path too. */
    private static boolean fits(List<FieldPattern> patterns, List<String> places, String path) {
        if (patterns.isEmpty()) {
            return false;
        }
        for (int start = 0; start >= 0; start = next(path, start)) {
            String end = path.substring(start);
            if (places.stream().anyMatch(place -> patterns.stream().anyMatch(one -> one.fits(place + '.' + end)))) {
                return true;
            }
        }
        return false;
    }

    private static int next(String path, int start) {
        int dot = path.indexOf('.', start);
        return dot < 0 || dot + 1 >= path.length() ? -1 : dot + 1;
    }

    /** Names of hidden fields that are spelt out, in lower case. */
    Set<String> hiddenNames() {
        return hidden.stream()
                .flatMap(pattern -> pattern.lastName().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** The last names of those patterns that fit a field of that name at one of these places, as they are written. */
    List<String> spelledOutFor(List<String> places) {
        return all().flatMap(pattern -> pattern
                        .lastName()
                        .filter(name -> places.stream().anyMatch(place -> pattern.fits(place + '.' + name)))
                        .stream())
                .distinct()
                .toList();
    }

    private Stream<FieldPattern> all() {
        return Stream.concat(hidden.stream(), masked.stream());
    }
}
