package dev.schemaregistry.summary;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Struct;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Fields with those inside of documents, each of these under its dotted path, right after the field that holds it. */
public final class FieldPaths {
    private static final DataType DOCUMENT = new DataType.Native("document");
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FIELDS = 50_000;

    private final Predicate<Struct> open;
    private final List<Field> flat = new ArrayList<>();

    private FieldPaths(Predicate<Struct> open) {
        this.open = open;
    }

    /**
     * What a reader needs to see: documents are opened, types with a name of their own are not, since their source writes such a
     * path otherwise.
     */
    public static List<Field> readable(Table table) {
        return new FieldPaths(struct -> struct.name().isEmpty()).flatten(table.fields());
    }

    /** Everything that can be searched for. */
    public static List<Field> all(Table table) {
        return new FieldPaths(struct -> true).flatten(table.fields());
    }

    /** The field with its documents closed, for who shows their fields beside it: {@code array<document>}. */
    public static Field closed(Field field) {
        return field.withType(closed(field.type()));
    }

    private static DataType closed(DataType type) {
        if (type instanceof Struct struct && struct.name().isEmpty()) {
            return DOCUMENT;
        }
        if (type instanceof DataType.Array array) {
            return new DataType.Array(closed(array.element()));
        }
        return type instanceof DataType.Union union
                ? new DataType.Union(
                        union.members().stream().map(FieldPaths::closed).toList())
                : type;
    }

    private List<Field> flatten(List<Field> fields) {
        collect("", fields, 0);
        return List.copyOf(flat);
    }

    private void collect(String path, List<Field> fields, int depth) {
        for (Field field : fields) {
            if (flat.size() == MAX_FIELDS) {
                return;
            }
            Field named = path.isEmpty() ? field : field.withName(path + field.name());
            flat.add(named);
            if (depth < MAX_DEPTH) {
                structs(field.type())
                        .filter(open)
                        .forEach(struct -> collect(named.name() + '.', struct.fields(), depth + 1));
            }
        }
    }

    /** An array is passed through, as a query does; of a union, every document in it. */
    private static Stream<Struct> structs(DataType type) {
        if (type instanceof Struct struct) {
            return Stream.of(struct);
        }
        if (type instanceof DataType.Array array) {
            return structs(array.element());
        }
        return type instanceof DataType.Union union
                ? union.members().stream().flatMap(FieldPaths::structs)
                : Stream.empty();
    }
}
