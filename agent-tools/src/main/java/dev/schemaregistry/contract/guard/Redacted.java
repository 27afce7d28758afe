package dev.schemaregistry.contract.guard;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what a value is without telling the value: its type, and its length where it has one. */
final class Redacted {
    private Redacted() {}

    static String describe(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence text) {
            return "text of " + text.length() + " characters";
        }
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        if (value instanceof Collection<?> items) {
            return "list of " + items.size();
        }
        if (value instanceof Map<?, ?> members) {
            return "object of " + members.size() + " members";
        }
        return value.getClass().getSimpleName();
    }
}
