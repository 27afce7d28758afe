package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.schemaregistry.change.SchemaChange;
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
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.Optional;
import java.util.function.Function;

/** A {@link SchemaChange}: told apart by {@code change}, both sides under {@code from} and {@code to}. */
final class ChangeJson implements SchemaChange.Visitor<JsonWriter> {
    private static final ChangeJson WRITER = new ChangeJson();

    private ChangeJson() {}

    static JsonNode write(SchemaChange change) {
        return change.accept(WRITER).object();
    }

    static SchemaChange read(JsonNode node) {
        JsonReader in = JsonReader.of(node, "change");
        TableName table = in.value("table", NameJson::table);
        return switch (in.text("change")) {
            case "table_added" -> new TableAdded(in.value("added", TableJson::read));
            case "table_removed" -> new TableRemoved(in.value("removed", TableJson::read));
            case "table_renamed" -> new TableRenamed(in.value("from", NameJson::table), table);
            case "kind_changed" ->
                new KindChanged(table, in.word("from", TableKind.class), in.word("to", TableKind.class));
            case "field_added" -> new FieldAdded(table, in.value("field", FieldJson::read));
            case "field_removed" -> new FieldRemoved(table, in.value("field", FieldJson::read));
            case "field_renamed" -> new FieldRenamed(table, in.text("from"), in.text("to"));
            case "field_changed" ->
                new FieldChanged(table, in.value("from", FieldJson::read), in.value("to", FieldJson::read));
            case "primary_key_changed" ->
                new PrimaryKeyChanged(table, in.optional("from", KeyJson::read), in.optional("to", KeyJson::read));
            case "unique_key_changed" ->
                new UniqueKeyChanged(table, in.optional("from", KeyJson::read), in.optional("to", KeyJson::read));
            case "foreign_key_changed" ->
                new ForeignKeyChanged(
                        table, in.optional("from", KeyJson::readForeign), in.optional("to", KeyJson::readForeign));
            case "check_changed" ->
                new CheckChanged(table, in.optional("from", KeyJson::readCheck), in.optional("to", KeyJson::readCheck));
            case "index_changed" ->
                new IndexChanged(table, in.optional("from", IndexJson::read), in.optional("to", IndexJson::read));
            case "comment_changed" -> new CommentChanged(table, in.optionalText("from"), in.optionalText("to"));
            case "definition_changed" -> new DefinitionChanged(table, in.optionalText("from"), in.optionalText("to"));
            case "property_changed" ->
                new PropertyChanged(table, in.text("key"), in.optionalText("from"), in.optionalText("to"));
            case "provenance_changed" ->
                new ProvenanceChanged(
                        table, in.value("from", TableJson::readProvenance), in.value("to", TableJson::readProvenance));
            default -> throw JsonReader.malformed("no change is of the kind " + JsonReader.quoted(in.text("change")));
        };
    }

    @Override
    public JsonWriter tableAdded(TableAdded change) {
        return start("table_added", change).with("added", TableJson.write(change.added()));
    }

    @Override
    public JsonWriter tableRemoved(TableRemoved change) {
        return start("table_removed", change).with("removed", TableJson.write(change.removed()));
    }

    @Override
    public JsonWriter tableRenamed(TableRenamed change) {
        return start("table_renamed", change).with("from", NameJson.write(change.from()));
    }

    @Override
    public JsonWriter kindChanged(KindChanged change) {
        return start("kind_changed", change).with("from", change.from()).with("to", change.to());
    }

    @Override
    public JsonWriter fieldAdded(FieldAdded change) {
        return start("field_added", change).with("field", FieldJson.write(change.field()));
    }

    @Override
    public JsonWriter fieldRemoved(FieldRemoved change) {
        return start("field_removed", change).with("field", FieldJson.write(change.field()));
    }

    @Override
    public JsonWriter fieldRenamed(FieldRenamed change) {
        return start("field_renamed", change).with("from", change.from()).with("to", change.to());
    }

    @Override
    public JsonWriter fieldChanged(FieldChanged change) {
        return start("field_changed", change)
                .with("from", FieldJson.write(change.from()))
                .with("to", FieldJson.write(change.to()));
    }

    @Override
    public JsonWriter primaryKeyChanged(PrimaryKeyChanged change) {
        return sides("primary_key_changed", change, change.from(), change.to(), KeyJson::write);
    }

    @Override
    public JsonWriter uniqueKeyChanged(UniqueKeyChanged change) {
        return sides("unique_key_changed", change, change.from(), change.to(), KeyJson::write);
    }

    @Override
    public JsonWriter foreignKeyChanged(ForeignKeyChanged change) {
        return sides("foreign_key_changed", change, change.from(), change.to(), KeyJson::write);
    }

    @Override
    public JsonWriter checkChanged(CheckChanged change) {
        return sides("check_changed", change, change.from(), change.to(), KeyJson::write);
    }

    @Override
    public JsonWriter indexChanged(IndexChanged change) {
        return sides("index_changed", change, change.from(), change.to(), IndexJson::write);
    }

    @Override
    public JsonWriter commentChanged(CommentChanged change) {
        return sides("comment_changed", change, change.from(), change.to(), TextNode::valueOf);
    }

    @Override
    public JsonWriter definitionChanged(DefinitionChanged change) {
        return sides("definition_changed", change, change.from(), change.to(), TextNode::valueOf);
    }

    @Override
    public JsonWriter propertyChanged(PropertyChanged change) {
        return start("property_changed", change)
                .with("key", change.key())
                .with("from", change.from())
                .with("to", change.to());
    }

    @Override
    public JsonWriter provenanceChanged(ProvenanceChanged change) {
        return start("provenance_changed", change)
                .with("from", TableJson.write(change.from()))
                .with("to", TableJson.write(change.to()));
    }

    private static JsonWriter start(String kind, SchemaChange change) {
        return new JsonWriter().with("change", kind).with("table", NameJson.write(change.table()));
    }

    private static <T> JsonWriter sides(
            String kind, SchemaChange change, Optional<T> from, Optional<T> to, Function<T, JsonNode> form) {
        return start(kind, change).with("from", from, form).with("to", to, form);
    }
}
