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

/** The change that leads back. */
enum Reversal implements SchemaChange.Visitor<SchemaChange> {
    VISITOR;

    @Override
    public SchemaChange tableAdded(TableAdded change) {
        return new TableRemoved(change.added());
    }

    @Override
    public SchemaChange tableRemoved(TableRemoved change) {
        return new TableAdded(change.removed());
    }

    @Override
    public SchemaChange tableRenamed(TableRenamed change) {
        return new TableRenamed(/* from= */ change.table(), /* table= */ change.from());
    }

    @Override
    public SchemaChange kindChanged(KindChanged change) {
        return new KindChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange fieldAdded(FieldAdded change) {
        return new FieldRemoved(change.table(), change.field());
    }

    @Override
    public SchemaChange fieldRemoved(FieldRemoved change) {
        return new FieldAdded(change.table(), change.field());
    }

    @Override
    public SchemaChange fieldRenamed(FieldRenamed change) {
        return new FieldRenamed(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange fieldChanged(FieldChanged change) {
        return new FieldChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange primaryKeyChanged(PrimaryKeyChanged change) {
        return new PrimaryKeyChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange uniqueKeyChanged(UniqueKeyChanged change) {
        return new UniqueKeyChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange foreignKeyChanged(ForeignKeyChanged change) {
        return new ForeignKeyChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange checkChanged(CheckChanged change) {
        return new CheckChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange indexChanged(IndexChanged change) {
        return new IndexChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange commentChanged(CommentChanged change) {
        return new CommentChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange definitionChanged(DefinitionChanged change) {
        return new DefinitionChanged(change.table(), change.to(), change.from());
    }

    @Override
    public SchemaChange propertyChanged(PropertyChanged change) {
        return new PropertyChanged(change.table(), change.key(), change.to(), change.from());
    }

    @Override
    public SchemaChange provenanceChanged(ProvenanceChanged change) {
        return new ProvenanceChanged(change.table(), change.to(), change.from());
    }
}
