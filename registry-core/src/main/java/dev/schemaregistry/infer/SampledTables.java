package dev.schemaregistry.infer;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Joins what a new sample shows of a table to what was known of it, so that a sample that wanders makes no versions.
 *
 * <p>A field that the sample lacks was not seen: it stays, with a presence of 0. Types and nullability widen and never flip. What a
 * source declares (a field without presence, a table that says it is {@link #CLOSED}) is taken as it stands. Pure functions.
 */
public final class SampledTables {
    /** The property, {@code true}, of a table or field whose declaration allows no other fields. */
    public static final String CLOSED = "closed";

    private SampledTables() {}

    /**
     * The table as it is known after this sample. Joining the same sample again changes nothing; a table without sampled fields is
     * returned as it was seen.
     *
     * <p>A sample of all rows takes fields and types back too, if it is at least as large as the one they came from: it lists
     * completely. An emptied collection, or one with fewer rows than before, proves nothing.
     *
     * @param known what is stored
     * @param seen what was read now
     * @param rows how many rows there are, if somebody counted them
     */
    public static Table join(Table known, Table seen, OptionalLong rows) {
        if (isClosed(seen.properties()) || listsAll(known.provenance(), seen.provenance(), rows)) {
            return seen;
        }
        return seen.toBuilder()
                .fields(join(known.fields(), seen.fields(), wasLookedAt(known), wasLookedAt(seen)))
                .primaryKey(seen.primaryKey().or(() -> known.primaryKey().filter(key -> areInferred(known, seen))))
                .provenance(
                        areInferred(known, seen) ? larger(known.provenance(), seen.provenance()) : seen.provenance())
                .build();
    }

    private static boolean areInferred(Table known, Table seen) {
        return known.provenance().isInferred() && seen.provenance().isInferred();
    }

    private static Provenance larger(Provenance known, Provenance seen) {
        return known.sampleSize() > seen.sampleSize() ? known : seen;
    }

    private static boolean wasLookedAt(Table table) {
        return table.provenance().sampleSize() > 0 || !table.fields().isEmpty();
    }

    private static boolean listsAll(Provenance known, Provenance seen, OptionalLong rows) {
        return seen.isInferred()
                && seen.sampleSize() > 0
                && seen.sampleSize() >= known.sampleSize()
                && rows.isPresent()
                && rows.getAsLong() <= seen.sampleSize();
    }

    /**
     * @param before whether there were documents before, in which a field could have been
     * @param now whether there are some now
     */
    private static List<Field> join(List<Field> known, List<Field> seen, boolean before, boolean now) {
        Map<String, Field> old = new HashMap<>();
        known.forEach(field -> old.put(field.name(), field));
        List<Field> joined = new ArrayList<>();
        for (Field field : seen) {
            Field match = old.remove(field.name());
            joined.add(match == null ? added(field, before) : join(match, field));
        }
        known.stream()
                .filter(field -> field.presence().isPresent() && old.containsKey(field.name()))
                .map(field -> field.withPresence(0).withNullable(field.nullable() || now))
                .forEach(joined::add);
        return joined;
    }

    private static Field added(Field field, boolean before) {
        return field.presence().isPresent() && before ? field.withNullable(true) : field;
    }

    private static Field join(Field known, Field seen) {
        if (isClosed(seen.properties())) {
            return seen;
        }
        if (known.presence().isEmpty() || seen.presence().isEmpty()) {
            return seen.withType(filled(known, seen.type()));
        }
        return seen.withType(widened(known.type(), seen.type()))
                .withNativeType(NativeWords.union(known.nativeType(), seen.nativeType()))
                .withNullable(known.nullable() || seen.nullable());
    }

    /** A declaration that leaves something open keeps what samples said of it. */
    private static DataType filled(Field known, DataType seen) {
        if (seen.equals(Types.UNKNOWN) && known.presence().isPresent()) {
            return known.type();
        }
        return known.type() instanceof DataType.Struct before && seen instanceof DataType.Struct now
                ? new DataType.Struct(now.name(), join(before.fields(), now.fields(), true, true))
                : seen;
    }

    private static DataType widened(DataType known, DataType seen) {
        List<DataType> members = new ArrayList<>();
        Types.members(seen).forEach(members::add);
        Types.members(known).forEach(old -> add(members, old));
        return Types.anyOf(members);
    }

    private static void add(List<DataType> members, DataType old) {
        for (int i = 0; i < members.size(); i++) {
            DataType now = members.get(i);
            if (old instanceof DataType.Struct before && now instanceof DataType.Struct after) {
                members.set(i, new DataType.Struct(after.name(), join(before.fields(), after.fields(), true, true)));
                return;
            }
            if (old instanceof DataType.Array before && now instanceof DataType.Array after) {
                members.set(i, new DataType.Array(widened(before.element(), after.element())));
                return;
            }
        }
        members.add(old);
    }

    private static boolean isClosed(Map<String, String> properties) {
        return "true".equals(properties.get(CLOSED));
    }
}
