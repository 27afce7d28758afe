package dev.schemaregistry.change;

import dev.schemaregistry.change.SchemaChange.CheckChanged;
import dev.schemaregistry.change.SchemaChange.CommentChanged;
import dev.schemaregistry.change.SchemaChange.DefinitionChanged;
import dev.schemaregistry.change.SchemaChange.FieldAdded;
import dev.schemaregistry.change.SchemaChange.FieldChanged;
import dev.schemaregistry.change.SchemaChange.FieldRemoved;
import dev.schemaregistry.change.SchemaChange.FieldRenamed;
import dev.schemaregistry.change.SchemaChange.ForeignKeyChanged;
import dev.schemaregistry.change.SchemaChange.IndexChanged;
import dev.schemaregistry.change.SchemaChange.KindChanged;
import dev.schemaregistry.change.SchemaChange.PrimaryKeyChanged;
import dev.schemaregistry.change.SchemaChange.PropertyChanged;
import dev.schemaregistry.change.SchemaChange.ProvenanceChanged;
import dev.schemaregistry.change.SchemaChange.TableAdded;
import dev.schemaregistry.change.SchemaChange.TableRemoved;
import dev.schemaregistry.change.SchemaChange.TableRenamed;
import dev.schemaregistry.change.SchemaChange.UniqueKeyChanged;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Applies changes to a schema.
 *
 * <p>{@code apply(a, diff(a, b))} equals {@code b} in {@linkplain CanonicalForm canonical form}: field order, stable ids and sample
 * sizes are not part of a diff.
 */
public final class Patch {
    private Patch() {}

    /**
     * The schema after the changes.
     *
     * @throws IllegalArgumentException when a change does not fit the schema, such as the removal of a field it does not have
     */
    public static Table apply(Table table, List<SchemaChange> changes) {
        Removals removals = new Removals();
        changes.forEach(change -> change.accept(removals));
        List<Field> kept = new ArrayList<>(table.fields());
        removals.removed.forEach(field -> {
            if (!kept.removeIf(candidate -> candidate.name().equals(field))) {
                throw new IllegalArgumentException(
                        "table \"" + table.name() + "\" has no field \"" + field + "\" to remove");
            }
        });
        Table renamed = Renames.inTable(
                table.toBuilder().fields(kept).build(), removals.name.orElse(table.name()), removals.renames);
        Rest rest = new Rest(renamed);
        changes.forEach(change -> change.accept(rest));
        return rest.table;
    }

    private abstract static class Ignoring implements SchemaChange.Visitor<Boolean> {
        @Override
        public Boolean tableAdded(TableAdded change) {
            throw new IllegalArgumentException("a new table is not a change of \"" + change.table() + '"');
        }

        @Override
        public Boolean tableRemoved(TableRemoved change) {
            throw new IllegalArgumentException("a removed table has no schema after: \"" + change.table() + '"');
        }

        @Override
        public Boolean tableRenamed(TableRenamed change) {
            return false;
        }

        @Override
        public Boolean kindChanged(KindChanged change) {
            return false;
        }

        @Override
        public Boolean fieldAdded(FieldAdded change) {
            return false;
        }

        @Override
        public Boolean fieldRemoved(FieldRemoved change) {
            return false;
        }

        @Override
        public Boolean fieldRenamed(FieldRenamed change) {
            return false;
        }

        @Override
        public Boolean fieldChanged(FieldChanged change) {
            return false;
        }

        @Override
        public Boolean primaryKeyChanged(PrimaryKeyChanged change) {
            return false;
        }

        @Override
        public Boolean uniqueKeyChanged(UniqueKeyChanged change) {
            return false;
        }

        @Override
        public Boolean foreignKeyChanged(ForeignKeyChanged change) {
            return false;
        }

        @Override
        public Boolean checkChanged(CheckChanged change) {
            return false;
        }

        @Override
        public Boolean indexChanged(IndexChanged change) {
            return false;
        }

        @Override
        public Boolean commentChanged(CommentChanged change) {
            return false;
        }

        @Override
        public Boolean definitionChanged(DefinitionChanged change) {
            return false;
        }

        @Override
        public Boolean propertyChanged(PropertyChanged change) {
            return false;
        }

        @Override
        public Boolean provenanceChanged(ProvenanceChanged change) {
            return false;
        }
    }

    /** What must happen first, and all at once. */
    private static final class Removals extends Ignoring {
        private final List<String> removed = new ArrayList<>();
        private final Map<String, String> renames = new HashMap<>();
        private Optional<TableName> name = Optional.empty();

        @Override
        public Boolean tableRenamed(TableRenamed change) {
            name = Optional.of(change.table());
            return true;
        }

        @Override
        public Boolean fieldRemoved(FieldRemoved change) {
            return removed.add(change.field().name());
        }

        @Override
        public Boolean fieldRenamed(FieldRenamed change) {
            renames.put(change.from(), change.to());
            return true;
        }
    }

    private static final class Rest extends Ignoring {
        private Table table;

        Rest(Table table) {
            this.table = table;
        }

        @Override
        public Boolean kindChanged(KindChanged change) {
            table = table.toBuilder().kind(change.to()).build();
            return true;
        }

        @Override
        public Boolean fieldAdded(FieldAdded change) {
            List<Field> fields = new ArrayList<>(table.fields());
            fields.add(change.field());
            table = table.toBuilder().fields(fields).build();
            return true;
        }

        @Override
        public Boolean fieldChanged(FieldChanged change) {
            List<Field> fields = new ArrayList<>(table.fields());
            fields.replaceAll(field -> field.name().equals(change.to().name()) ? change.to() : field);
            table = table.toBuilder().fields(fields).build();
            return true;
        }

        @Override
        public Boolean primaryKeyChanged(PrimaryKeyChanged change) {
            table = table.toBuilder().primaryKey(change.to()).build();
            return true;
        }

        @Override
        public Boolean uniqueKeyChanged(UniqueKeyChanged change) {
            table = table.toBuilder()
                    .uniqueKeys(swap(table.uniqueKeys(), change.from(), change.to()))
                    .build();
            return true;
        }

        @Override
        public Boolean foreignKeyChanged(ForeignKeyChanged change) {
            table = table.toBuilder()
                    .foreignKeys(swap(table.foreignKeys(), change.from(), change.to()))
                    .build();
            return true;
        }

        @Override
        public Boolean checkChanged(CheckChanged change) {
            table = table.toBuilder()
                    .checks(swap(table.checks(), change.from(), change.to()))
                    .build();
            return true;
        }

        @Override
        public Boolean indexChanged(IndexChanged change) {
            table = table.toBuilder()
                    .indexes(swap(table.indexes(), change.from(), change.to()))
                    .build();
            return true;
        }

        @Override
        public Boolean commentChanged(CommentChanged change) {
            table = table.toBuilder().comment(change.to()).build();
            return true;
        }

        @Override
        public Boolean definitionChanged(DefinitionChanged change) {
            table = table.toBuilder().definition(change.to()).build();
            return true;
        }

        @Override
        public Boolean propertyChanged(PropertyChanged change) {
            Map<String, String> properties = new TreeMap<>(table.properties());
            properties.remove(change.key());
            change.to().ifPresent(value -> properties.put(change.key(), value));
            table = table.toBuilder().properties(properties).build();
            return true;
        }

        @Override
        public Boolean provenanceChanged(ProvenanceChanged change) {
            table = table.toBuilder().provenance(change.to()).build();
            return true;
        }

        private static <T> List<T> swap(List<T> parts, Optional<T> from, Optional<T> to) {
            List<T> copy = new ArrayList<>(parts);
            from.ifPresent(part -> {
                if (!copy.remove(part)) {
                    throw new IllegalArgumentException("there is no " + part + " to change");
                }
            });
            to.ifPresent(copy::add);
            return copy;
        }
    }
}
