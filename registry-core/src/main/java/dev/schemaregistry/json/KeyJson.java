package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.ForeignKey.Action;
import dev.schemaregistry.model.Key;

/** Keys, references and checks. */
final class KeyJson {
    private KeyJson() {}

    static JsonNode write(Key key) {
        return new JsonWriter()
                .unlessEmpty("name", key.name())
                .texts("fields", key.fields())
                .unless("nullsDistinct", true, key.nullsDistinct())
                .unless("deferral", Deferral.NOT_DEFERRABLE, key.deferral())
                .object();
    }

    static Key read(JsonNode node) {
        JsonReader in = JsonReader.of(node, "key");
        return new Key(in.text("name", ""), in.texts("fields"), in.flag("nullsDistinct", true), deferral(in));
    }

    static JsonNode write(ForeignKey key) {
        return new JsonWriter()
                .unlessEmpty("name", key.name())
                .texts("fields", key.fields())
                .with("referencedTable", NameJson.write(key.referencedTable()))
                .texts("referencedFields", key.referencedFields())
                .unless("onDelete", Action.NO_ACTION, key.onDelete())
                .unless("onUpdate", Action.NO_ACTION, key.onUpdate())
                .unless("matchFull", false, key.matchFull())
                .unless("deferral", Deferral.NOT_DEFERRABLE, key.deferral())
                .object();
    }

    static ForeignKey readForeign(JsonNode node) {
        JsonReader in = JsonReader.of(node, "foreign key");
        return new ForeignKey(
                in.text("name", ""),
                in.texts("fields"),
                in.value("referencedTable", NameJson::table),
                in.texts("referencedFields"),
                in.word("onDelete", Action.class, Action.NO_ACTION),
                in.word("onUpdate", Action.class, Action.NO_ACTION),
                in.flag("matchFull", false),
                deferral(in));
    }

    static JsonNode write(Check check) {
        return new JsonWriter()
                .unlessEmpty("name", check.name())
                .with("expression", check.expression())
                .object();
    }

    static Check readCheck(JsonNode node) {
        JsonReader in = JsonReader.of(node, "check");
        return new Check(in.text("name", ""), in.text("expression"));
    }

    private static Deferral deferral(JsonReader in) {
        return in.word("deferral", Deferral.class, Deferral.NOT_DEFERRABLE);
    }
}
