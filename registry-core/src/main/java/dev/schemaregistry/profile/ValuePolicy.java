package dev.schemaregistry.profile;

import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Table;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of the values read may be kept: small vocabularies, and nothing that looks like a person's or a secret.
 *
 * <p>A value that only one row holds may be somebody's, so it is kept only where the field's name says that it is a category. A field
 * with many values that look personal is dropped whole: what its other values are, nobody knows.
 */
public final class ValuePolicy {
    /** One in so many distinct values. */
    private static final int MANY = 10;

    private ValuePolicy() {}

    /** The harmless values, sorted; fields without any are left out. Sorted by field. */
    public static List<FieldValues> harmless(Table table, Collection<ValueCounts> read, ProfileLimits limits) {
        return read.stream()
                .flatMap(counts -> harmless(table, counts, limits).stream())
                .sorted(Comparator.comparing(FieldValues::field))
                .toList();
    }

    private static Optional<FieldValues> harmless(Table table, ValueCounts counts, ProfileLimits limits) {
        boolean category = FieldPolicy.isCategory(table, counts.field());
        Map<String, Integer> rows = counts.rows();
        long suspect = rows.keySet().stream()
                .filter(value -> isSuspect(value, category, limits))
                .count();
        long single = rows.values().stream().filter(held -> held < 2).count();
        boolean tooMany = rows.size() > limits.values();
        boolean mostlyPersonal = suspect * MANY >= rows.size();
        boolean identifying = !category && single * 2 > rows.size();
        if (rows.isEmpty() || tooMany || identifying || (suspect > 0 && mostlyPersonal)) {
            return Optional.empty();
        }
        List<String> values = rows.entrySet().stream()
                .filter(entry -> category || entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .filter(value -> !value.isBlank() && !isSuspect(value, category, limits))
                .sorted()
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(new FieldValues(counts.field(), values));
    }

    private static boolean isSuspect(String value, boolean category, ProfileLimits limits) {
        return value.codePointCount(0, value.length()) > limits.length()
                || ValueShape.of(value).isPresent()
                || (!category && ValueShape.looksLikeAPerson(value));
    }
}
