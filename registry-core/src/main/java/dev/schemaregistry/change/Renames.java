package dev.schemaregistry.change;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;

/** Carries new names of a table and its fields into its keys and indexes, all at once, so that names may be swapped. */
final class Renames {
    private Renames() {}

    static Table inTable(Table table, TableName newName, Map<String, String> fields) {
        if (fields.isEmpty() && newName.equals(table.name())) {
            return table;
        }
        return table.toBuilder()
                .name(newName)
                .fields(inFields(table.fields(), fields))
                .primaryKey(table.primaryKey().map(key -> inKey(key, fields)))
                .uniqueKeys(table.uniqueKeys().stream()
                        .map(key -> inKey(key, fields))
                        .toList())
                .foreignKeys(table.foreignKeys().stream()
                        .map(key -> inForeignKey(key, table.name(), newName, fields))
                        .toList())
                .indexes(table.indexes().stream()
                        .map(index -> inIndex(index, fields))
                        .toList())
                .build();
    }

    /** Removed fields may share a new name with a renamed one; they keep out of the way under their old name. */
    private static List<Field> inFields(List<Field> fields, Map<String, String> renames) {
        return fields.stream()
                .filter(field -> renames.containsKey(field.name()) || !renames.containsValue(field.name()))
                .map(field -> field.withName(renames.getOrDefault(field.name(), field.name())))
                .toList();
    }

    private static Key inKey(Key key, Map<String, String> fields) {
        return new Key(key.name(), names(key.fields(), fields), key.nullsDistinct(), key.deferral());
    }

    private static ForeignKey inForeignKey(
            ForeignKey key, TableName oldName, TableName newName, Map<String, String> fields) {
        boolean self = key.referencedTable().equals(oldName);
        return new ForeignKey(
                key.name(),
                names(key.fields(), fields),
                self ? newName : key.referencedTable(),
                self ? names(key.referencedFields(), fields) : key.referencedFields(),
                key.onDelete(),
                key.onUpdate(),
                key.matchFull(),
                key.deferral());
    }

    private static Index inIndex(Index index, Map<String, String> fields) {
        return new Index(
                index.name(),
                index.parts().stream().map(part -> inPart(part, fields)).toList(),
                index.unique(),
                index.method(),
                index.predicate(),
                names(index.includes(), fields),
                index.definition(),
                index.properties());
    }

    private static Index.Part inPart(Index.Part part, Map<String, String> fields) {
        return part.expression()
                ? part
                : new Index.Part(fields.getOrDefault(part.text(), part.text()), false, part.descending());
    }

    private static List<String> names(List<String> names, Map<String, String> renames) {
        return names.stream().map(name -> renames.getOrDefault(name, name)).toList();
    }
}
