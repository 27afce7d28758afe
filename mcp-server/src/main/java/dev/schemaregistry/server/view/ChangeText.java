package dev.schemaregistry.server.view;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One change as one line: a sign ({@code +} there now, {@code -} gone, {@code ~} different) and what. Holds names and comments as
 * their sources spell them: hostile text.
 */
public final class ChangeText implements SchemaChange.Visitor<String> {
    private static final ChangeText TEXT = new ChangeText();

    private ChangeText() {}

    public static String of(SchemaChange change) {
        return change.accept(TEXT);
    }

    /** A field's type with its nullability, default and generation. */
    public static String type(Field field) {
        StringBuilder text = new StringBuilder(field.type().text());
        if (!field.nullable()) {
            text.append(" not null");
        }
        field.defaultExpression().ifPresent(value -> text.append(" default ").append(value));
        if (!field.generation().kind().equals(dev.schemaregistry.model.Generation.Kind.NONE)) {
            text.append(' ').append(words(field.generation().kind()));
            field.generation()
                    .expression()
                    .ifPresent(value -> text.append(" as ").append(value));
        }
        return text.toString();
    }

    /** A constant's name as words. */
    public static String words(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String tableAdded(SchemaChange.TableAdded change) {
        return "+ " + change.added().kind().nativeWord() + ", "
                + change.added().fields().size() + " fields";
    }

    @Override
    public String tableRemoved(SchemaChange.TableRemoved change) {
        return "- " + change.removed().kind().nativeWord() + " is gone";
    }

    @Override
    public String tableRenamed(SchemaChange.TableRenamed change) {
        return "~ renamed: " + change.from().text() + " → " + change.table().text();
    }

    @Override
    public String kindChanged(SchemaChange.KindChanged change) {
        return "~ kind: " + change.from().nativeWord() + " → " + change.to().nativeWord();
    }

    @Override
    public String fieldAdded(SchemaChange.FieldAdded change) {
        return "+ field " + change.field().name() + ": " + type(change.field());
    }

    @Override
    public String fieldRemoved(SchemaChange.FieldRemoved change) {
        return "- field " + change.field().name() + ": " + type(change.field());
    }

    @Override
    public String fieldRenamed(SchemaChange.FieldRenamed change) {
        return "~ field renamed: " + change.from() + " → " + change.to();
    }

    @Override
    public String fieldChanged(SchemaChange.FieldChanged change) {
        Field from = change.from();
        Field to = change.to();
        List<String> parts = new ArrayList<>();
        differing(parts, "", type(from), type(to));
        if (from.type().text().equals(to.type().text())) {
            differing(parts, "native type ", from.nativeType(), to.nativeType());
        }
        differing(parts, "comment ", quoted(from.comment()), quoted(to.comment()));
        differing(
                parts,
                "properties ",
                from.properties().toString(),
                to.properties().toString());
        String what = parts.isEmpty() ? "changed in detail" : String.join("; ", parts);
        return "~ field " + to.name() + ": " + what;
    }

    @Override
    public String primaryKeyChanged(SchemaChange.PrimaryKeyChanged change) {
        return pair("primary key", change.from(), change.to(), ChangeText::key);
    }

    @Override
    public String uniqueKeyChanged(SchemaChange.UniqueKeyChanged change) {
        return pair("unique key", change.from(), change.to(), ChangeText::key);
    }

    @Override
    public String foreignKeyChanged(SchemaChange.ForeignKeyChanged change) {
        return pair("foreign key", change.from(), change.to(), ChangeText::foreignKey);
    }

    @Override
    public String checkChanged(SchemaChange.CheckChanged change) {
        return pair("check", change.from(), change.to(), check -> named(check.name(), check.expression()));
    }

    @Override
    public String indexChanged(SchemaChange.IndexChanged change) {
        return pair("index", change.from(), change.to(), ChangeText::index);
    }

    @Override
    public String commentChanged(SchemaChange.CommentChanged change) {
        return pair("comment", change.from(), change.to(), text -> '"' + text + '"');
    }

    @Override
    public String definitionChanged(SchemaChange.DefinitionChanged change) {
        return pair("definition", change.from(), change.to(), text -> text);
    }

    @Override
    public String propertyChanged(SchemaChange.PropertyChanged change) {
        return pair("property " + change.key(), change.from(), change.to(), text -> text);
    }

    @Override
    public String provenanceChanged(SchemaChange.ProvenanceChanged change) {
        return "~ schema was " + words(change.from().kind()) + ", is "
                + words(change.to().kind());
    }

    /** A key with its fields. */
    public static String key(Key key) {
        return named(key.name(), '(' + String.join(", ", key.fields()) + ')');
    }

    /** A reference with both sides. */
    public static String foreignKey(ForeignKey key) {
        return named(
                key.name(),
                '(' + String.join(", ", key.fields()) + ") → "
                        + key.referencedTable().text() + " (" + String.join(", ", key.referencedFields()) + ')');
    }

    /** An index with its parts and condition. */
    public static String index(Index index) {
        String parts = index.parts().stream()
                .map(part -> part.text() + (part.descending() ? " desc" : ""))
                .collect(Collectors.joining(", "));
        return named(index.name(), (index.unique() ? "unique " : "") + index.method() + " (" + parts + ')')
                + index.predicate().map(condition -> " where " + condition).orElse("");
    }

    private static <T> String pair(String what, Optional<T> from, Optional<T> to, Function<T, String> text) {
        if (from.isEmpty()) {
            return "+ " + what + ' ' + to.map(text).orElse("");
        }
        if (to.isEmpty()) {
            return "- " + what + ' ' + from.map(text).orElse("");
        }
        return "~ " + what + ": " + text.apply(from.get()) + " → " + text.apply(to.get());
    }

    private static void differing(List<String> parts, String what, String from, String to) {
        if (!from.equals(to)) {
            parts.add(what + from + " → " + to);
        }
    }

    private static String named(String name, String text) {
        return name.isEmpty() ? text : name + ' ' + text;
    }

    private static String quoted(Optional<String> text) {
        return text.map(words -> '"' + words + '"').orElse("none");
    }
}
