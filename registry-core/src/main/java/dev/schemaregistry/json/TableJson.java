package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableStatistics;

/** A {@link Table} and what was observed of it. */
final class TableJson {
    private TableJson() {}

    static JsonNode write(Table table) {
        JsonWriter out = new JsonWriter()
                .with("name", NameJson.write(table.name()))
                .with("kind", table.kind())
                .with("comment", table.comment())
                .list("fields", table.fields(), FieldJson::write)
                .with("primaryKey", table.primaryKey(), KeyJson::write)
                .unlessEmpty("uniqueKeys", table.uniqueKeys(), KeyJson::write)
                .unlessEmpty("foreignKeys", table.foreignKeys(), KeyJson::write)
                .unlessEmpty("checks", table.checks(), KeyJson::write)
                .unlessEmpty("indexes", table.indexes(), IndexJson::write)
                .with("definition", table.definition());
        if (!table.provenance().equals(Provenance.DECLARED)) {
            out.with("provenance", write(table.provenance()));
        }
        return out.with("stableId", table.stableId())
                .unlessEmpty("properties", table.properties())
                .object();
    }

    static Table read(JsonNode node) {
        JsonReader in = JsonReader.of(node, "table");
        return new Table(
                in.value("name", NameJson::table),
                in.word("kind", TableKind.class, TableKind.TABLE),
                in.list("fields", FieldJson::read),
                in.optional("primaryKey", KeyJson::read),
                in.list("uniqueKeys", KeyJson::read),
                in.list("foreignKeys", KeyJson::readForeign),
                in.list("checks", KeyJson::readCheck),
                in.list("indexes", IndexJson::read),
                in.optionalText("comment"),
                in.optionalText("definition"),
                in.optional("provenance", TableJson::readProvenance).orElse(Provenance.DECLARED),
                in.optionalText("stableId"),
                in.map("properties"));
    }

    static JsonNode write(Provenance provenance) {
        return new JsonWriter()
                .with("kind", provenance.kind())
                .with("sampleSize", provenance.sampleSize())
                .object();
    }

    static Provenance readProvenance(JsonNode node) {
        JsonReader in = JsonReader.of(node, "provenance");
        return new Provenance(in.word("kind", Provenance.Kind.class), in.number("sampleSize", 0));
    }

    static JsonNode write(TableStatistics statistics) {
        return new JsonWriter()
                .with("rows", statistics.rows())
                .with("bytes", statistics.bytes())
                .with("observedAt", statistics.observedAt())
                .unlessEmpty("others", statistics.others())
                .object();
    }

    static TableStatistics readStatistics(JsonNode node) {
        JsonReader in = JsonReader.of(node, "table's statistics");
        return new TableStatistics(
                in.optionalNumber("rows"), in.optionalNumber("bytes"), in.instant("observedAt"), in.map("others"));
    }
}
