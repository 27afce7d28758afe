package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lodge: declared collections, a sampled one, one nothing is known of, one that may not be read, and a view with a script. */
final class LodgeSchemas {
    private LodgeSchemas() {}

    static SchemaContext lodge() {
        List<Table> tables = List.of(
                collection("guests", guests()).build(),
                collection("stays", stays()).build(),
                collection("rooms", rooms()).build(),
                collection("reviews", reviews())
                        .provenance(Provenance.inferred(200))
                        .build(),
                collection("journal").provenance(Provenance.inferred(0)).build(),
                collection("ledger", of("entry", ScalarKind.STRING))
                        .properties(Map.of(Table.READABLE, "false"))
                        .build(),
                collection("scripted", of("x", ScalarKind.INT32))
                        .kind(TableKind.VIEW)
                        .definition(
                                Optional.of("[{\"$set\": {\"x\": {\"$function\": {\"body\": \"f\", \"args\": []}}}}]"))
                        .build());
        return SchemaContext.of(new SourceId("lodge"), Dialect.MONGODB, "MongoDB 8.0.4", "lodge", tables, Map.of());
    }

    private static Field[] guests() {
        return new Field[] {
            of("_id", ScalarKind.OBJECT_ID),
            of("name", ScalarKind.STRING),
            of("email", ScalarKind.STRING),
            of("birthday", ScalarKind.TIMESTAMP_WITH_ZONE),
            of("points", ScalarKind.INT32),
            of("vip", ScalarKind.BOOLEAN),
            Field.of("languages", new DataType.Array(DataType.string())),
            Field.of(
                    "address",
                    struct(
                            of("city", ScalarKind.STRING),
                            of("zip", ScalarKind.STRING),
                            Field.of("geo", struct(of("lat", ScalarKind.FLOAT64), of("lon", ScalarKind.FLOAT64))))),
            of("photo", ScalarKind.BYTES)
        };
    }

    private static Field[] stays() {
        return new Field[] {
            of("_id", ScalarKind.OBJECT_ID),
            of("guest_id", ScalarKind.OBJECT_ID),
            of("room", ScalarKind.INT32),
            of("price", ScalarKind.DECIMAL),
            of("nights", ScalarKind.INT32),
            of("paid", ScalarKind.BOOLEAN),
            of("from", ScalarKind.TIMESTAMP_WITH_ZONE),
            of("status", ScalarKind.STRING),
            Field.of(
                    "extras",
                    new DataType.Array(struct(
                            of("item", ScalarKind.STRING),
                            of("qty", ScalarKind.INT32),
                            of("cost", ScalarKind.FLOAT64)))),
            Field.of("scores", new DataType.Array(DataType.scalar(ScalarKind.INT32)))
        };
    }

    private static Field[] rooms() {
        return new Field[] {
            of("_id", ScalarKind.INT32),
            of("floor", ScalarKind.INT32),
            of("beds", ScalarKind.INT32),
            of("kind", ScalarKind.STRING),
            Field.of(
                    "location",
                    struct(
                            of("type", ScalarKind.STRING),
                            Field.of("coordinates", new DataType.Array(DataType.scalar(ScalarKind.FLOAT64))))),
            of("parent", ScalarKind.INT32)
        };
    }

    private static Field[] reviews() {
        return new Field[] {
            of("_id", ScalarKind.OBJECT_ID).withPresence(1),
            of("stay_id", ScalarKind.OBJECT_ID).withPresence(1),
            of("stars", ScalarKind.INT32).withPresence(1),
            of("text", ScalarKind.STRING).withPresence(0.7),
            Field.of("meta", struct(of("lang", ScalarKind.STRING).withPresence(1)))
                    .withPresence(0.2)
        };
    }

    private static Table.Builder collection(String name, Field... fields) {
        return Table.builder(TableName.of(name), TableKind.COLLECTION).fields(fields);
    }

    private static Field of(String name, ScalarKind kind) {
        return Field.of(name, DataType.scalar(kind));
    }

    private static DataType struct(Field... fields) {
        return new DataType.Struct(Optional.empty(), List.of(fields));
    }
}
