package dev.schemaregistry.contract;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of fields that the column policy withholds. Pure. */
public final class Withheld {
    private static final int MOST_LISTED = 12;

    private Withheld() {}

    /** Of a field that the query names. */
    public static String field(Table table, String field) {
        return "field \"" + field + "\" of \"" + table.name().text()
                + "\" is withheld by the column policy and may stand nowhere in a query; leave it out"
                + allowed(table);
    }

    /** Of all fields at once, by a star, a whole row or document, a view or function, of a table that has withheld ones. */
    public static String all(Table table) {
        return "\"" + table.name().text()
                + "\" has fields that the column policy withholds, so all fields at once may not be asked for; "
                + "name the fields that you need" + allowed(table);
    }

    private static String allowed(Table table) {
        List<String> names = table.fields().stream()
                .filter(field -> !field.isWithheld())
                .map(Field::name)
                .toList();
        if (names.isEmpty()) {
            return ", but here none is allowed";
        }
        return "; allowed: " + names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "))
                + (names.size() > MOST_LISTED ? ", …" : "");
    }

    /** Whether the field at the end of a dotted path is withheld, or one above it or inside of it. */
    public static boolean isWithheld(Table table, String path) {
        return isWithheld(table.fields(), path);
    }

    private static boolean isWithheld(List<Field> fields, String path) {
        return fields.stream()
                .anyMatch(field -> path.equals(field.name())
                        ? field.isWithheld()
                        : path.startsWith(field.name() + '.')
                                && (field.isMasked()
                                        || field.isHidden()
                                        || inside(field.type())
                                                .anyMatch(inner -> isWithheld(
                                                        inner,
                                                        path.substring(
                                                                field.name().length() + 1)))));
    }

    /** The fields of the documents that a type holds. */
    public static Stream<List<Field>> inside(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return Stream.of(struct.fields());
        }
        if (type instanceof DataType.Array array) {
            return inside(array.element());
        }
        if (type instanceof DataType.Mapping mapping) {
            return inside(mapping.value());
        }
        return type instanceof DataType.Union union
                ? union.members().stream().flatMap(Withheld::inside)
                : Stream.empty();
    }

    /** A type without the hidden fields of its documents. */
    static DataType shown(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return new DataType.Struct(
                    struct.name(),
                    struct.fields().stream()
                            .filter(field -> !field.isHidden())
                            .map(field -> field.withType(shown(field.type())))
                            .toList());
        }
        if (type instanceof DataType.Array array) {
            return new DataType.Array(shown(array.element()));
        }
        if (type instanceof DataType.Mapping mapping) {
            return new DataType.Mapping(mapping.key(), shown(mapping.value()));
        }
        return type instanceof DataType.Union union
                ? new DataType.Union(
                        union.members().stream().map(Withheld::shown).toList())
                : type;
    }

    /** The names of hidden fields in lower case, inside of documents too. */
    static Set<String> hiddenNames(List<Table> tables) {
        Set<String> hidden = new HashSet<>();
        tables.forEach(table -> collect(table.fields(), hidden));
        return hidden;
    }

    private static void collect(List<Field> fields, Set<String> hidden) {
        for (Field field : fields) {
            if (field.isHidden()) {
                hidden.add(field.name().toLowerCase(Locale.ROOT));
            }
            inside(field.type()).forEach(inner -> collect(inner, hidden));
        }
    }
}
