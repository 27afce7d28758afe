package dev.schemaregistry.change;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.Optional;

/**
 * One difference between two schemas of a table: a fact, not a judgement.
 *
 * <p>This family is the one vocabulary of versions, events, compatibility and migrations. {@code from} and {@code to} carry
 * both sides; where a part was added or removed, one side is empty.
 */
public sealed interface SchemaChange {
    /** The table concerned, by its name after the change. */
    TableName table();

    <R> R accept(Visitor<R> visitor);

    /** The source has a table it did not have. */
    record TableAdded(Table added) implements SchemaChange {
        public TableAdded {
            requireNonNull(added, "added");
        }

        @Override
        public TableName table() {
            return added.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tableAdded(this);
        }
    }

    /** The source no longer has a table. */
    record TableRemoved(Table removed) implements SchemaChange {
        public TableRemoved {
            requireNonNull(removed, "removed");
        }

        @Override
        public TableName table() {
            return removed.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tableRemoved(this);
        }
    }

    /** The same table, known by its stable id, has another name. */
    record TableRenamed(TableName from, TableName table) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tableRenamed(this);
        }
    }

    /** A table became a view, or the like. */
    record KindChanged(TableName table, TableKind from, TableKind to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.kindChanged(this);
        }
    }

    record FieldAdded(TableName table, Field field) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fieldAdded(this);
        }
    }

    record FieldRemoved(TableName table, Field field) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fieldRemoved(this);
        }
    }

    /** The same field, known by its stable id, has another name; other differences follow as {@link FieldChanged}. */
    record FieldRenamed(TableName table, String from, String to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fieldRenamed(this);
        }
    }

    /** A field of one name differs in type, nullability, default, comment or the like. */
    record FieldChanged(TableName table, Field from, Field to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fieldChanged(this);
        }
    }

    record PrimaryKeyChanged(TableName table, Optional<Key> from, Optional<Key> to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.primaryKeyChanged(this);
        }
    }

    record UniqueKeyChanged(TableName table, Optional<Key> from, Optional<Key> to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.uniqueKeyChanged(this);
        }
    }

    record ForeignKeyChanged(TableName table, Optional<ForeignKey> from, Optional<ForeignKey> to)
            implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.foreignKeyChanged(this);
        }
    }

    record CheckChanged(TableName table, Optional<Check> from, Optional<Check> to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.checkChanged(this);
        }
    }

    record IndexChanged(TableName table, Optional<Index> from, Optional<Index> to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.indexChanged(this);
        }
    }

    /** The table's own comment. A field's comment is part of {@link FieldChanged}. */
    record CommentChanged(TableName table, Optional<String> from, Optional<String> to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.commentChanged(this);
        }
    }

    /** A view's query. */
    record DefinitionChanged(TableName table, Optional<String> from, Optional<String> to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.definitionChanged(this);
        }
    }

    /** A fact of one source kind. */
    record PropertyChanged(TableName table, String key, Optional<String> from, Optional<String> to)
            implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.propertyChanged(this);
        }
    }

    /** The schema became declared where it was inferred, or the other way round. */
    record ProvenanceChanged(TableName table, Provenance from, Provenance to) implements SchemaChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.provenanceChanged(this);
        }
    }

    /** One method per kind of change. */
    interface Visitor<R> {
        R tableAdded(TableAdded change);

        R tableRemoved(TableRemoved change);

        R tableRenamed(TableRenamed change);

        R kindChanged(KindChanged change);

        R fieldAdded(FieldAdded change);

        R fieldRemoved(FieldRemoved change);

        R fieldRenamed(FieldRenamed change);

        R fieldChanged(FieldChanged change);

        R primaryKeyChanged(PrimaryKeyChanged change);

        R uniqueKeyChanged(UniqueKeyChanged change);

        R foreignKeyChanged(ForeignKeyChanged change);

        R checkChanged(CheckChanged change);

        R indexChanged(IndexChanged change);

        R commentChanged(CommentChanged change);

        R definitionChanged(DefinitionChanged change);

        R propertyChanged(PropertyChanged change);

        R provenanceChanged(ProvenanceChanged change);
    }
}
