package dev.schemaregistry.tools;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A change in a few words. */
final class ChangeText implements SchemaChange.Visitor<String> {
    static final ChangeText WORDS = new ChangeText();

    private static final int LONG = 120;

    private ChangeText() {}

    @Override
    public String tableAdded(SchemaChange.TableAdded change) {
        return "added with " + change.added().fields().size() + " columns";
    }

    @Override
    public String tableRemoved(SchemaChange.TableRemoved change) {
        return "removed";
    }

    @Override
    public String tableRenamed(SchemaChange.TableRenamed change) {
        return "renamed from " + line(change.from().text());
    }

    @Override
    public String kindChanged(SchemaChange.KindChanged change) {
        return "was a " + change.from().nativeWord() + ", is a " + change.to().nativeWord();
    }

    @Override
    public String fieldAdded(SchemaChange.FieldAdded change) {
        return "added " + described(change.field());
    }

    @Override
    public String fieldRemoved(SchemaChange.FieldRemoved change) {
        return "removed " + described(change.field());
    }

    @Override
    public String fieldRenamed(SchemaChange.FieldRenamed change) {
        return "renamed " + line(change.from()) + " to " + line(change.to());
    }

    @Override
    public String fieldChanged(SchemaChange.FieldChanged change) {
        Field from = change.from();
        Field to = change.to();
        List<String> facts = new ArrayList<>();
        differ(facts, "type", TableText.type(from), TableText.type(to));
        differ(facts, "", nullable(from), nullable(to));
        differ(
                facts,
                "default",
                from.defaultExpression().orElse("none"),
                to.defaultExpression().orElse("none"));
        differ(facts, "generated", made(from), made(to));
        differ(facts, "comment", from.comment().orElse("none"), to.comment().orElse("none"));
        differ(
                facts,
                "properties",
                from.properties().toString(),
                to.properties().toString());
        return "changed " + line(to.name()) + ": " + (facts.isEmpty() ? "details" : String.join(", ", facts));
    }

    @Override
    public String primaryKeyChanged(SchemaChange.PrimaryKeyChanged change) {
        return both("primary key", change.from(), change.to(), ChangeText::key);
    }

    @Override
    public String uniqueKeyChanged(SchemaChange.UniqueKeyChanged change) {
        return both("unique key", change.from(), change.to(), ChangeText::key);
    }

    @Override
    public String foreignKeyChanged(SchemaChange.ForeignKeyChanged change) {
        return both("foreign key", change.from(), change.to(), ChangeText::foreignKey);
    }

    @Override
    public String checkChanged(SchemaChange.CheckChanged change) {
        return both("check", change.from(), change.to(), Check::expression);
    }

    @Override
    public String indexChanged(SchemaChange.IndexChanged change) {
        return both("index", change.from(), change.to(), ChangeText::index);
    }

    @Override
    public String commentChanged(SchemaChange.CommentChanged change) {
        return both("comment", change.from(), change.to(), Function.identity());
    }

    @Override
    public String definitionChanged(SchemaChange.DefinitionChanged change) {
        return "its query changed";
    }

    @Override
    public String propertyChanged(SchemaChange.PropertyChanged change) {
        return both(line(change.key()), change.from(), change.to(), Function.identity());
    }

    @Override
    public String provenanceChanged(SchemaChange.ProvenanceChanged change) {
        return "was " + words(change.from().isInferred()) + ", is "
                + words(change.to().isInferred());
    }

    private static String words(boolean inferred) {
        return inferred ? "inferred" : "declared";
    }

    private static <T> String both(String what, Optional<T> from, Optional<T> to, Function<T, String> text) {
        String old = line(from.map(text).orElse(""));
        String now = line(to.map(text).orElse(""));
        if (from.isEmpty()) {
            return "added " + what + ' ' + now;
        }
        return to.isEmpty() ? "removed " + what + ' ' + old : what + " from " + old + " to " + now;
    }

    private static void differ(List<String> facts, String what, String from, String to) {
        if (!from.equals(to)) {
            facts.add((what.isEmpty() ? "" : what + ' ') + line(from) + " to " + line(to));
        }
    }

    private static String described(Field field) {
        return TableText.name(field.name()) + ' ' + TableText.type(field) + (field.nullable() ? "" : " not null");
    }

    private static String nullable(Field field) {
        return field.nullable() ? "nullable" : "not null";
    }

    private static String made(Field field) {
        return field.generation().kind().name().toLowerCase(java.util.Locale.ROOT)
                + field.generation().expression().map(e -> ' ' + e).orElse("");
    }

    private static String key(Key key) {
        return TableText.list(key.fields());
    }

    private static String foreignKey(ForeignKey key) {
        return TableText.list(key.fields()) + " -> " + key.referencedTable().text()
                + TableText.list(key.referencedFields());
    }

    private static String index(Index index) {
        return (index.unique() ? "unique " : "")
                + index.name()
                + ' '
                + TableText.list(index.parts().stream().map(Index.Part::text).toList());
    }

    private static String line(String text) {
        return PlainText.line(text, LONG);
    }
}
