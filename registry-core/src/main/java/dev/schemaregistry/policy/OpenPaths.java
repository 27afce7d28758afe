package dev.schemaregistry.policy;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The paths of a table's fields that are not masked, through documents. */
final class OpenPaths {
    private OpenPaths() {}

    static Set<String> of(Table table) {
        Set<String> paths = new HashSet<>();
        collect("", table.fields(), paths);
        return paths;
    }

    private static void collect(String above, List<Field> fields, Set<String> paths) {
        for (Field field : fields) {
            if (!field.isMasked()) {
                String path = above.isEmpty() ? field.name() : above + '.' + field.name();
                paths.add(path);
                WithheldNames.inside(field.type()).forEach(inner -> collect(path, inner, paths));
            }
        }
    }
}
