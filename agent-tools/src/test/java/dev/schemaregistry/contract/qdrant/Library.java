package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Distance;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The collections the case file speaks of, as the connector stores them. */
public final class Library {
    private Library() {}

    public static SchemaContext context() {
        Table articles = articles();
        return SchemaContext.of(
                new SourceId("library"),
                Dialect.QDRANT,
                "Qdrant 1.15.0",
                "",
                List.of(articles, photos(), strict()),
                Map.of(articles.name(), SemanticVersion.FIRST));
    }

    private static Table articles() {
        Field degrees = Field.of("lat", DataType.scalar(ScalarKind.FLOAT64));
        DataType place = new DataType.Struct(Optional.of("geo"), List.of(degrees, degrees.withName("lon")));
        return collection(
                "articles",
                Map.of("aliases", "news,old\\,older"),
                vector("dense", 4, Distance.COSINE),
                vector("title_vec", 3, Distance.DOT),
                Field.of("words", new DataType.Vector(OptionalInt.empty(), Distance.DOT, true))
                        .withProperties(Map.of("part", "vector")),
                vector("colbert", 2, Distance.COSINE)
                        .withProperties(Map.of("part", "vector", "multivector", "max_sim")),
                payload("title", DataType.string(), "text"),
                payload("category", DataType.string(), "keyword"),
                payload("tags", new DataType.Array(DataType.string()), "keyword"),
                payload("price", DataType.scalar(ScalarKind.FLOAT64), "float"),
                payload("stock", DataType.scalar(ScalarKind.INT64), "integer"),
                payload("published", DataType.scalar(ScalarKind.TIMESTAMP_WITH_ZONE), "datetime"),
                payload("active", DataType.scalar(ScalarKind.BOOLEAN), "bool"),
                payload("sku", DataType.scalar(ScalarKind.UUID), "uuid"),
                payload("a.b", DataType.string(), "keyword"),
                payload(
                        "author",
                        document(key("name", DataType.string(), "keyword"), key("city", DataType.string(), "")),
                        ""),
                payload(
                        "reviews",
                        new DataType.Array(document(
                                key("stars", DataType.scalar(ScalarKind.INT64), ""),
                                key("text", DataType.string(), ""))),
                        ""),
                payload("location", place, "geo"),
                payload("note", DataType.string(), ""),
                payload("extra", new DataType.Json(), ""));
    }

    private static Table photos() {
        Field id = payload("payload.id", DataType.string(), "");
        Map<String, String> facts = new TreeMap<>(id.properties());
        facts.put("key", "id");
        return collection(
                "photos",
                Map.of(),
                vector("vector", 3, Distance.EUCLIDEAN),
                payload("file_name", DataType.string(), ""),
                id.withProperties(facts));
    }

    private static Table strict() {
        return collection(
                "strict_docs",
                Map.of(
                        "strict_mode.enabled", "true",
                        "strict_mode.unindexed_filtering_retrieve", "false",
                        "strict_mode.max_query_limit", "50",
                        "strict_mode.search_max_hnsw_ef", "100",
                        "strict_mode.search_allow_exact", "false"),
                vector("vector", 2, Distance.COSINE),
                payload("year", DataType.scalar(ScalarKind.INT64), ""));
    }

    private static Table collection(String name, Map<String, String> properties, Field... fields) {
        List<Field> all = new ArrayList<>(List.of(fields));
        all.add(
                0,
                Field.of(
                                "id",
                                new DataType.Union(
                                        List.of(DataType.scalar(ScalarKind.UINT64), DataType.scalar(ScalarKind.UUID))))
                        .withProperties(Map.of("part", "id")));
        return Table.builder(TableName.of(name), TableKind.VECTOR_COLLECTION)
                .fields(all)
                .primaryKey(Key.of("", "id"))
                .provenance(Provenance.inferred(100))
                .properties(properties)
                .build();
    }

    private static Field vector(String name, int dimension, Distance distance) {
        return Field.of(name, new DataType.Vector(OptionalInt.of(dimension), distance, false))
                .withProperties(Map.of("part", "vector"));
    }

    private static Field payload(String name, DataType type, String index) {
        Field field = key(name, type, index);
        Map<String, String> facts = new TreeMap<>(field.properties());
        facts.put("part", "payload");
        return field.withProperties(facts);
    }

    private static Field key(String name, DataType type, String index) {
        return Field.of(name, type)
                .withProperties(
                        index.isEmpty() ? Map.of("indexed", "false") : Map.of("indexed", "true", "index", index));
    }

    private static DataType document(Field... fields) {
        return new DataType.Struct(Optional.empty(), List.of(fields));
    }
}
