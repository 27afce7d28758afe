package dev.schemaregistry.contract.guard;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes a row takes when it is written down. */
final class RowSize {
    private static final int SMALL = 8;

    private RowSize() {}

    static long of(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        if (value instanceof Collection<?> items) {
            return items.stream().mapToLong(RowSize::of).sum();
        }
        if (value instanceof Map<?, ?> members) {
            return members.values().stream().mapToLong(RowSize::of).sum();
        }
        return value == null || value instanceof Number || value instanceof Boolean
                ? SMALL
                : value.toString().length();
    }
}
