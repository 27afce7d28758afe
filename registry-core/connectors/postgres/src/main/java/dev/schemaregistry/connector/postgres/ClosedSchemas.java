package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.model.Snapshot.Gap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The schemas of which our role may not read a single table: without USAGE on the schema, or without SELECT on any of its tables. The
 * catalogs still show what is in them; that it is no longer ours to read is a gap.
 */
final class ClosedSchemas {
    private ClosedSchemas() {}

    /** One gap a closed schema, by name. */
    static List<Gap> of(String role, String defaultNamespace, Collection<Relation> relations) {
        Map<String, List<Relation>> bySchema = relations.stream()
                .collect(Collectors.groupingBy(
                        relation -> relation.name().namespace(), TreeMap::new, Collectors.toList()));
        return bySchema.entrySet().stream()
                .filter(schema -> schema.getValue().stream().noneMatch(Relation::readable))
                .map(schema -> {
                    String name = schema.getKey().isEmpty() ? defaultNamespace : schema.getKey();
                    boolean usable = schema.getValue().stream().allMatch(Relation::usable);
                    return new Gap(schema.getKey(), reason(role, PostgresFailures.oneLine(name), usable));
                })
                .toList();
    }

    private static String reason(String role, String schema, boolean usable) {
        String missing = usable ? "SELECT on any table of schema \"" : "USAGE on schema \"";
        return "role \"" + PostgresFailures.oneLine(role) + "\" lacks " + missing + schema
                + "\": queries on it are refused; grant it, or exclude the schema";
    }
}
