package dev.schemaregistry.policy;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** The fields of one table as they may be shown. */
final class ShownFields {
    private static final Set<String> STRUCTURAL = Set.of("part", "key", "multivector");

    private final SourcePolicy policy;
    private final TableName table;
    private final ShownText text;
    private final boolean keepsHidden;

    /** @param keepsHidden whether hidden fields stay in their places, marked */
    ShownFields(SourcePolicy policy, TableName table, ShownText text, boolean keepsHidden) {
        this.policy = policy;
        this.table = table;
        this.text = text;
        this.keepsHidden = keepsHidden;
    }

    List<Field> of(List<Field> fields) {
        return of("", fields, Access.SHOWN);
    }

    private List<Field> of(String above, List<Field> fields, Access least) {
        List<Field> left = new ArrayList<>();
        for (Field field : fields) {
            String path = above.isEmpty() ? field.name() : above + '.' + field.name();
            Access access = access(path, field).strictest(least);
            if (access != Access.HIDDEN) {
                left.add(access == Access.MASKED ? masked(path, field, Field.MASKED) : open(path, field));
            } else if (keepsHidden) {
                left.add(masked(path, field, Field.HIDDEN));
            }
        }
        return left;
    }

    /** What is computed from a withheld field tells its values. */
    private Access access(String path, Field field) {
        boolean telling = field.isMasked()
                || field.generation()
                        .expression()
                        .filter(one -> !text.isHarmless(one))
                        .isPresent();
        return policy.of(table, path, field).strictest(telling ? Access.MASKED : Access.SHOWN);
    }

    private Field open(String path, Field field) {
        return new Field(
                field.name(),
                type(path, field.type(), Access.SHOWN),
                field.nativeType(),
                field.nullable(),
                text.harmless(field.defaultExpression()),
                field.generation(),
                text.harmless(field.comment()),
                field.stableId(),
                field.presence(),
                text.harmless(field.properties()));
    }

    private Field masked(String path, Field field, String mark) {
        Access least = mark.equals(Field.HIDDEN) ? Access.HIDDEN : Access.MASKED;
        return new Field(
                field.name(),
                type(path, field.type(), least),
                field.nativeType().indexOf('\'') < 0 ? field.nativeType() : "",
                field.nullable(),
                Optional.empty(),
                Generation.of(field.generation().kind()),
                Optional.empty(),
                field.stableId(),
                OptionalDouble.empty(),
                marked(field, mark));
    }

    /** What a source must know of a field to find it is kept: it tells no value. */
    private static Map<String, String> marked(Field field, String mark) {
        Map<String, String> left = new TreeMap<>(field.properties());
        left.keySet().retainAll(STRUCTURAL);
        left.put(Field.ACCESS, mark);
        return left;
    }

    private DataType type(String path, DataType type, Access least) {
        if (type instanceof DataType.Struct struct) {
            return new DataType.Struct(struct.name(), of(path, struct.fields(), least));
        }
        if (type instanceof DataType.Array array) {
            return new DataType.Array(type(path, array.element(), least));
        }
        if (type instanceof DataType.Mapping mapping) {
            return new DataType.Mapping(mapping.key(), type(path, mapping.value(), least));
        }
        if (type instanceof DataType.Union union) {
            return new DataType.Union(union.members().stream()
                    .map(member -> type(path, member, least))
                    .toList());
        }
        return type instanceof DataType.Enumeration labels && least != Access.SHOWN
                ? new DataType.Enumeration(labels.name(), List.of())
                : type;
    }
}
