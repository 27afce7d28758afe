package dev.schemaregistry.policy;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of a source's withheld fields, inside of documents too, in lower case. */
final class WithheldNames {
    private final Patterns patterns;
    private final Lineage lineage;
    private final Map<TableName, Set<String>> withheld = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> typesOfWithheld = new HashSet<>();
    private final Set<String> typesOfShown = new HashSet<>();

    WithheldNames(Patterns patterns, Lineage lineage, List<Table> tables) {
        this.patterns = patterns;
        this.lineage = lineage;
        tables.forEach(table -> {
            Set<String> found = new HashSet<>();
            collect(lineage.places(table.name()), "", table.fields(), found, Access.SHOWN);
            if (!found.isEmpty()) {
                withheld.put(table.name(), found);
            }
        });
    }

    private void collect(List<String> places, String above, List<Field> fields, Set<String> found, Access least) {
        for (Field field : fields) {
            String path = above.isEmpty() ? field.name() : above + '.' + field.name();
            Access access = patterns.of(places, path, field.type()).strictest(least);
            String name = field.name().toLowerCase(Locale.ROOT);
            if (access != Access.SHOWN) {
                found.add(name);
            }
            (access == Access.SHOWN ? typesOfShown : typesOfWithheld).add(typeName(field.nativeType()));
            if (access == Access.HIDDEN) {
                hidden.add(name);
            }
            inside(field.type()).forEach(inner -> collect(places, path, inner, found, access));
        }
    }

    /** Without namespace, quotes and the brackets of an array. */
    private static String typeName(String nativeType) {
        String bare = nativeType.replaceAll("(\\[])+$", "");
        return bare.substring(bare.lastIndexOf('.') + 1).replace("\"", "");
    }

    /** Names of the source's types that only withheld fields are of. */
    Set<String> typesOfWithheldAlone() {
        Set<String> alone = new HashSet<>(typesOfWithheld);
        alone.removeAll(typesOfShown);
        return alone;
    }

    static Stream<List<Field>> inside(DataType type) {
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
                ? union.members().stream().flatMap(WithheldNames::inside)
                : Stream.empty();
    }

    Set<String> hidden() {
        return hidden;
    }

    /** The tables that have withheld fields, with their names. */
    Map<TableName, Set<String>> byTable() {
        return withheld;
    }

    /** Which of these names the table has as fields that are not hidden. */
    Set<String> shownAmong(Table table, Set<String> names) {
        return table.fields().stream()
                .filter(field -> names.contains(field.name().toLowerCase(Locale.ROOT)))
                .filter(field -> patterns.of(lineage.places(table.name()), field) != Access.HIDDEN)
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
