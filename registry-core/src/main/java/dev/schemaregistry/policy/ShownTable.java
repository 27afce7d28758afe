package dev.schemaregistry.policy;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** One table without what is withheld of it. */
final class ShownTable {
    private final SourcePolicy policy;
    private final Table table;
    private final ShownText text;

    ShownTable(SourcePolicy policy, Table table) {
        this.policy = policy;
        this.table = table;
        this.text = new ShownText(policy, table.name(), table.fields());
    }

    Table shown() {
        return with(new ShownFields(policy, table.name(), text, false).of(table.fields()));
    }

    Table checked() {
        Table marked = with(new ShownFields(policy, table.name(), text, true).of(table.fields()));
        return marked.toBuilder()
                .primaryKey(table.primaryKey())
                .fields(Stream.concat(marked.fields().stream(), unseen()).toList())
                .build();
    }

    /** A sample need not have met what a pattern spells out. */
    private Stream<Field> unseen() {
        return table.provenance().isInferred()
                ? policy.spelledOutFor(table.name()).stream()
                        .filter(name -> table.findField(name).isEmpty())
                        .map(name -> new Field(
                                name,
                                new DataType.Json(),
                                "",
                                true,
                                Optional.empty(),
                                Generation.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                OptionalDouble.empty(),
                                Map.of(Field.ACCESS, Field.HIDDEN)))
                : Stream.empty();
    }

    private Table with(List<Field> fields) {
        ShownParts parts = new ShownParts(policy, table.name(), text);
        return table.toBuilder()
                .fields(fields)
                .primaryKey(table.primaryKey().flatMap(parts::key))
                .uniqueKeys(all(table.uniqueKeys().stream().map(parts::key).toList()))
                .foreignKeys(
                        all(table.foreignKeys().stream().map(parts::foreignKey).toList()))
                .checks(all(table.checks().stream().map(parts::check).toList()))
                .indexes(all(table.indexes().stream().map(parts::index).toList()))
                .comment(text.harmless(table.comment()))
                .definition(policy.isMaskedView(table.name()) ? Optional.empty() : text.harmless(table.definition()))
                .properties(text.harmless(table.properties()))
                .build();
    }

    private static <T> List<T> all(List<Optional<T>> parts) {
        return parts.stream().flatMap(Optional::stream).toList();
    }
}
