package dev.schemaregistry.contract.sql;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a stored table as the SQLite statement that makes it, as far as names and types matter. */
final class SqliteSchema {
    private static final Pattern PLAIN_TYPE =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_ ]*(\\(\\s*[+-]?\\d+\\s*(,\\s*[+-]?\\d+\\s*)?\\))?");
    private static final Pattern BUNDLED_MODULE = Pattern.compile("(?is)\\s*(fts3|fts4|fts5|rtree|rtree_i32)\\b.*");

    private SqliteSchema() {}

    /** The statement with everything the check can make use of. */
    static String full(Table table) {
        Optional<String> definition = table.definition();
        if (table.kind().isView() && definition.isPresent()) {
            return view(table, definition.get());
        }
        Optional<String> module = Optional.ofNullable(table.properties().get("module"))
                .filter(m -> table.kind() == TableKind.VIRTUAL_TABLE)
                .filter(m -> BUNDLED_MODULE.matcher(m).matches());
        if (module.isPresent()) {
            return "CREATE VIRTUAL TABLE " + quoted(table.name().name()) + " USING " + module.get();
        }
        return table(table, true);
    }

    /** Names and types alone; for a table whose full statement this engine refuses. */
    static String plain(Table table) {
        return table(table, false);
    }

    private static String view(Table table, String definition) {
        boolean statement = definition.stripLeading().toUpperCase(Locale.ROOT).startsWith("CREATE");
        if (statement) {
            return definition;
        }
        String columns =
                table.fields().stream().map(field -> quoted(field.name())).collect(Collectors.joining(", "));
        return "CREATE VIEW " + quoted(table.name().name()) + (columns.isEmpty() ? "" : " (" + columns + ")") + " AS "
                + definition;
    }

    private static String table(Table table, boolean full) {
        Optional<String> rowid = findRowidField(table);
        List<String> parts = new ArrayList<>();
        for (Field field : table.fields()) {
            parts.add(column(field, full, rowid.filter(field.name()::equals).isPresent()));
        }
        if (rowid.isEmpty()) {
            table.primaryKey().ifPresent(key -> parts.add("PRIMARY KEY " + names(key)));
        }
        boolean withoutRowid = full && rowid.isEmpty() && table.primaryKey().isPresent() && isWithoutRowid(table);
        return "CREATE TABLE " + quoted(table.name().name()) + " (" + String.join(", ", parts) + ")"
                + (withoutRowid ? " WITHOUT ROWID" : "");
    }

    private static boolean isWithoutRowid(Table table) {
        return table.properties().entrySet().stream()
                .anyMatch(property ->
                        property.getKey().replaceAll("[^A-Za-z]", "").equalsIgnoreCase("withoutRowid")
                                && property.getValue().equalsIgnoreCase("true"));
    }

    /** The key that is another name of the row id: one column of the type INTEGER, by that word. */
    static Optional<String> findRowidField(Table table) {
        if (isWithoutRowid(table)) {
            return Optional.empty();
        }
        return table.primaryKey()
                .filter(key -> key.fields().size() == 1)
                .flatMap(key -> table.findField(key.fields().get(0)))
                .filter(field -> field.nativeType().equalsIgnoreCase("INTEGER"))
                .map(Field::name);
    }

    private static String column(Field field, boolean full, boolean rowid) {
        String column = quoted(field.name()) + ' ' + type(field.nativeType());
        if (rowid) {
            return column + " PRIMARY KEY";
        }
        Generation generation = field.generation();
        boolean computed = generation.kind() == Generation.Kind.STORED || generation.kind() == Generation.Kind.VIRTUAL;
        if (full && computed && generation.expression().isPresent()) {
            return column + " GENERATED ALWAYS AS (" + generation.expression().get() + ") VIRTUAL";
        }
        return full && !field.nullable() ? column + " NOT NULL" : column;
    }

    private static String type(String nativeType) {
        String type = nativeType.trim();
        if (type.isEmpty() || PLAIN_TYPE.matcher(type).matches()) {
            return type;
        }
        return quoted(type);
    }

    private static String names(Key key) {
        return key.fields().stream()
                .map(SqliteSchema::quoted)
                .toList()
                .toString()
                .replace('[', '(')
                .replace(']', ')');
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
