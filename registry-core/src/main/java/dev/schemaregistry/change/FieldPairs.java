package dev.schemaregistry.change;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which field of the old schema is which of the new one. */
final class FieldPairs {
    private FieldPairs() {}

    /** Old field to new field, in the order of the old ones. */
    static Map<Field, Field> of(Table from, Table to) {
        Map<Field, Field> byId = Differ.sameThing(from.stableId(), to.stableId()) ? byStableId(from, to) : Map.of();
        Set<Field> taken = new HashSet<>(byId.values());
        Map<Field, Field> pairs = new LinkedHashMap<>();
        for (Field old : from.fields()) {
            Field match = byId.get(old);
            if (match != null) {
                pairs.put(old, match);
                continue;
            }
            to.findField(old.name()).filter(taken::add).ifPresent(now -> pairs.put(old, now));
        }
        return pairs;
    }

    private static Map<Field, Field> byStableId(Table from, Table to) {
        Map<String, Field> now = new HashMap<>();
        to.fields().forEach(field -> field.stableId().ifPresent(id -> now.put(id, field)));
        Map<Field, Field> pairs = new LinkedHashMap<>();
        for (Field old : from.fields()) {
            Field match = old.stableId().map(now::remove).orElse(null);
            if (match != null) {
                pairs.put(old, match);
            }
        }
        return pairs;
    }
}
