package dev.schemaregistry.policy;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is left of a change; empty where it is about nothing that is shown. */
final class ShownChanges implements SchemaChange.Visitor<Optional<SchemaChange>> {
    private final SourcePolicy policy;

    ShownChanges(SourcePolicy policy) {
        this.policy = policy;
    }

    @Override
    public Optional<SchemaChange> tableAdded(SchemaChange.TableAdded change) {
        return Optional.of(new SchemaChange.TableAdded(policy.shown(change.added())));
    }

    @Override
    public Optional<SchemaChange> tableRemoved(SchemaChange.TableRemoved change) {
        return Optional.of(new SchemaChange.TableRemoved(policy.shown(change.removed())));
    }

    @Override
    public Optional<SchemaChange> tableRenamed(SchemaChange.TableRenamed change) {
        return Optional.of(change);
    }

    @Override
    public Optional<SchemaChange> kindChanged(SchemaChange.KindChanged change) {
        return Optional.of(change);
    }

    @Override
    public Optional<SchemaChange> fieldAdded(SchemaChange.FieldAdded change) {
        return shown(change.table(), change.field()).map(field -> new SchemaChange.FieldAdded(change.table(), field));
    }

    @Override
    public Optional<SchemaChange> fieldRemoved(SchemaChange.FieldRemoved change) {
        return shown(change.table(), change.field()).map(field -> new SchemaChange.FieldRemoved(change.table(), field));
    }

    @Override
    public Optional<SchemaChange> fieldRenamed(SchemaChange.FieldRenamed change) {
        boolean hidden = policy.of(change.table(), change.from()) == Access.HIDDEN
                || policy.of(change.table(), change.to()) == Access.HIDDEN;
        return hidden ? Optional.empty() : Optional.of(change);
    }

    @Override
    public Optional<SchemaChange> fieldChanged(SchemaChange.FieldChanged change) {
        Optional<Field> from = shown(change.table(), change.from());
        Optional<Field> to = shown(change.table(), change.to());
        return from.isEmpty() || to.isEmpty() || from.equals(to)
                ? Optional.empty()
                : Optional.of(new SchemaChange.FieldChanged(change.table(), from.get(), to.get()));
    }

    private Optional<Field> shown(TableName table, Field field) {
        ShownText text = new ShownText(policy, table, List.of(field));
        return new ShownFields(policy, table, text, false)
                .of(List.of(field)).stream().findFirst();
    }

    @Override
    public Optional<SchemaChange> primaryKeyChanged(SchemaChange.PrimaryKeyChanged change) {
        return both(change.from(), change.to(), parts(change.table())::key)
                .map(left -> new SchemaChange.PrimaryKeyChanged(change.table(), left.from, left.to));
    }

    @Override
    public Optional<SchemaChange> uniqueKeyChanged(SchemaChange.UniqueKeyChanged change) {
        return both(change.from(), change.to(), parts(change.table())::key)
                .map(left -> new SchemaChange.UniqueKeyChanged(change.table(), left.from, left.to));
    }

    @Override
    public Optional<SchemaChange> foreignKeyChanged(SchemaChange.ForeignKeyChanged change) {
        return both(change.from(), change.to(), parts(change.table())::foreignKey)
                .map(left -> new SchemaChange.ForeignKeyChanged(change.table(), left.from, left.to));
    }

    @Override
    public Optional<SchemaChange> checkChanged(SchemaChange.CheckChanged change) {
        return both(change.from(), change.to(), parts(change.table())::check)
                .map(left -> new SchemaChange.CheckChanged(change.table(), left.from, left.to));
    }

    @Override
    public Optional<SchemaChange> indexChanged(SchemaChange.IndexChanged change) {
        return both(change.from(), change.to(), parts(change.table())::index)
                .map(left -> new SchemaChange.IndexChanged(change.table(), left.from, left.to));
    }

    @Override
    public Optional<SchemaChange> commentChanged(SchemaChange.CommentChanged change) {
        return both(change.from(), change.to(), harmless(change.table()))
                .map(left -> new SchemaChange.CommentChanged(change.table(), left.from, left.to));
    }

    @Override
    public Optional<SchemaChange> definitionChanged(SchemaChange.DefinitionChanged change) {
        return policy.isMaskedView(change.table())
                ? Optional.empty()
                : both(change.from(), change.to(), harmless(change.table()))
                        .map(left -> new SchemaChange.DefinitionChanged(change.table(), left.from, left.to));
    }

    @Override
    public Optional<SchemaChange> propertyChanged(SchemaChange.PropertyChanged change) {
        ShownText text = text(change.table());
        return both(
                        change.from(),
                        change.to(),
                        value -> Optional.of(value)
                                .filter(one -> !text.harmless(Map.of(change.key(), one))
                                        .isEmpty()))
                .map(left -> new SchemaChange.PropertyChanged(change.table(), change.key(), left.from, left.to));
    }

    @Override
    public Optional<SchemaChange> provenanceChanged(SchemaChange.ProvenanceChanged change) {
        return Optional.of(change);
    }

    private ShownParts parts(TableName table) {
        return new ShownParts(policy, table, text(table));
    }

    private ShownText text(TableName table) {
        return new ShownText(policy, table, List.of());
    }

    private Function<String, Optional<String>> harmless(TableName table) {
        ShownText text = text(table);
        return value -> Optional.of(value).filter(text::isHarmless);
    }

    private static <T> Optional<Sides<T>> both(Optional<T> from, Optional<T> to, Function<T, Optional<T>> shown) {
        Sides<T> left = new Sides<>(from.flatMap(shown), to.flatMap(shown));
        return left.from.equals(left.to) ? Optional.empty() : Optional.of(left);
    }

    private record Sides<T>(Optional<T> from, Optional<T> to) {}
}
