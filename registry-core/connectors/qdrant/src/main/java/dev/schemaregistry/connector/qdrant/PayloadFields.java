package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.connector.qdrant.PayloadPath.Step;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys of a payload: those seen in a sample, and those indexed, each marked as indexed or not. By name, at every depth. */
final class PayloadFields {
    static final String INDEXED = "indexed";
    /** The type of what was never seen with a value. */
    static final DataType UNKNOWN = new DataType.Json();

    private PayloadFields() {}

    static List<Field> of(List<Field> sampled, Collection<PayloadIndex> indexes) {
        List<Field> fields = unmarked(sampled);
        for (PayloadIndex index : indexes) {
            fields = place(fields, PayloadPath.of(index.key()).steps(), index);
        }
        return fields;
    }

    static DataType inLists(DataType element, int lists) {
        return lists == 0 ? element : new DataType.Array(inLists(element, lists - 1));
    }

    private static List<Field> place(List<Field> fields, List<Step> path, PayloadIndex index) {
        SortedMap<String, Field> byName = new TreeMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        Step step = path.get(0);
        Field field = byName.getOrDefault(step.name(), unmarked(Field.of(step.name(), UNKNOWN)));
        byName.put(
                step.name(),
                path.size() == 1
                        ? index.mark(field, step.lists())
                        : inside(field, step.lists(), path.subList(1, path.size()), index));
        return List.copyOf(byName.values());
    }

    private static Field inside(Field field, int lists, List<Step> path, PayloadIndex index) {
        Field known = field.nativeType().isEmpty() ? field.withNativeType(lists == 0 ? "object" : "array") : field;
        return known.withType(
                known.type().equals(UNKNOWN)
                        ? inLists(inside(UNKNOWN, path, index), lists)
                        : inside(known.type(), path, index));
    }

    /** The type with the path placed into each document in it; a document of its own where there is none. */
    private static DataType inside(DataType type, List<Step> path, PayloadIndex index) {
        if (type instanceof DataType.Struct struct) {
            return new DataType.Struct(struct.name(), place(struct.fields(), path, index));
        }
        if (type instanceof DataType.Array array) {
            return new DataType.Array(inside(array.element(), path, index));
        }
        DataType unseen = new DataType.Struct(Optional.empty(), place(List.of(), path, index));
        if (type.equals(UNKNOWN)) {
            return unseen;
        }
        List<DataType> members = new ArrayList<>();
        if (type instanceof DataType.Union union) {
            union.members().forEach(member -> members.add(hasParts(member) ? inside(member, path, index) : member));
        } else {
            members.add(type);
        }
        if (members.stream().noneMatch(PayloadFields::hasParts)) {
            members.add(unseen);
        }
        return new DataType.Union(members);
    }

    private static boolean hasParts(DataType type) {
        return type instanceof DataType.Struct || type instanceof DataType.Array;
    }

    private static List<Field> unmarked(List<Field> fields) {
        return fields.stream()
                .map(PayloadFields::unmarked)
                .sorted(Comparator.comparing(Field::name))
                .toList();
    }

    private static Field unmarked(Field field) {
        return field.withType(unmarked(field.type())).withProperties(Map.of(INDEXED, "false"));
    }

    private static DataType unmarked(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return new DataType.Struct(struct.name(), unmarked(struct.fields()));
        }
        if (type instanceof DataType.Array array) {
            return new DataType.Array(unmarked(array.element()));
        }
        return type instanceof DataType.Union union
                ? new DataType.Union(
                        union.members().stream().map(PayloadFields::unmarked).toList())
                : type;
    }
}
