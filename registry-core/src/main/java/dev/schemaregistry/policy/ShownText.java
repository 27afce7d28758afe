package dev.schemaregistry.policy;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Texts on one table: those that name a hidden field are left out whole, and so are those that may tell values of a masked one. */
final class ShownText {
    private final Set<String> unspeakable;

    ShownText(SourcePolicy policy, TableName table, List<Field> fields) {
        Set<String> names = new HashSet<>(policy.unspeakable(table));
        names.addAll(policy.withheldOf(table));
        collect(policy, table, "", fields, names);
        names.remove("");
        this.unspeakable = names;
    }

    private static void collect(
            SourcePolicy policy, TableName table, String above, List<Field> fields, Set<String> names) {
        for (Field field : fields) {
            String path = above.isEmpty() ? field.name() : above + '.' + field.name();
            if (field.isMasked() || policy.of(table, path, field) != Access.SHOWN) {
                names.add(field.name().toLowerCase(Locale.ROOT));
            }
            WithheldNames.inside(field.type()).forEach(inner -> collect(policy, table, path, inner, names));
        }
    }

    boolean isHarmless(String text) {
        return !Mentions.any(text, unspeakable);
    }

    Optional<String> harmless(Optional<String> text) {
        return text.filter(this::isHarmless);
    }

    /** Without the entries that are not harmless. */
    Map<String, String> harmless(Map<String, String> entries) {
        Map<String, String> left = new TreeMap<>(entries);
        left.values().removeIf(value -> !isHarmless(value));
        left.keySet().removeIf(key -> !isHarmless(key));
        return left;
    }
}
