package dev.schemaregistry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RegistryJsonTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456789Z");
    private static final Table CUSTOMERS = Table.builder(TableName.of("customers"), TableKind.TABLE)
            .fields(
                    Field.of("id", DataType.scalar(ScalarKind.INT64))
                            .withNativeType("bigint")
                            .withNullable(false),
                    Field.of("credit", DataType.decimal(10, 2)),
                    Field.of("tags", new DataType.Array(DataType.string(50))))
            .primaryKey(Key.of("customers_pkey", "id"))
            .foreignKeys(
                    List.of(ForeignKey.of("", List.of("id"), new TableName("sales", "accounts"), List.of("customer"))))
            .build();

    @Test
    void aTableIsPleasantToRead() {
        assertThat(RegistryJson.write(CUSTOMERS))
                .isEqualTo(
                        "{\"format\":1,\"name\":\"customers\",\"kind\":\"table\",\"fields\":["
                                + "{\"name\":\"id\",\"type\":\"int64\",\"nativeType\":\"bigint\",\"nullable\":false},"
                                + "{\"name\":\"credit\",\"type\":{\"kind\":\"decimal\",\"precision\":10,\"scale\":2}},"
                                + "{\"name\":\"tags\",\"type\":{\"kind\":\"array\",\"element\":{\"kind\":\"string\",\"length\":50}}}],"
                                + "\"primaryKey\":{\"name\":\"customers_pkey\",\"fields\":[\"id\"]},"
                                + "\"foreignKeys\":[{\"fields\":[\"id\"],\"referencedTable\":\"sales.accounts\",\"referencedFields\":[\"customer\"]}]}");
    }

    @Test
    void unknownKeysAreSkipped() {
        String json =
                "{\"format\":1,\"later\":{\"x\":[1]},\"name\":\"t\",\"fields\":[{\"name\":\"a\",\"type\":\"json\",\"later\":1}]}";
        assertThat(RegistryJson.readTable(json).fields()).containsExactly(Field.of("a", new DataType.Json()));
    }

    @Test
    void aNewerFormatIsRefused() {
        assertThatThrownBy(() -> RegistryJson.readTable("{\"format\":2,\"name\":\"t\"}"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("format 2");
    }

    @Test
    void malformedDocumentsAreNamed() {
        assertThatThrownBy(() -> RegistryJson.readTable("{\"name\":"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> RegistryJson.readTable("[]")).hasMessageContaining("must be a JSON object");
        assertThatThrownBy(() -> RegistryJson.readTable("{\"name\":\"t\",\"fields\":[{\"type\":\"int64\"}]}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("a field lacks \"name\"");
        assertThatThrownBy(() ->
                        RegistryJson.readTable("{\"name\":\"t\",\"fields\":[{\"name\":\"a\",\"type\":\"intt\\n64\"}]}"))
                .hasMessage("no type is of the kind \"intt?64\"");
        assertThatThrownBy(
                        () -> RegistryJson.readTable("{\"name\":\"t\",\"fields\":[{\"name\":\"a\",\"type\":\"json\"},"
                                + "{\"name\":\"a\",\"type\":\"json\"}]}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("occurs twice");
    }

    @Test
    void everyScalarKindSurvives() {
        for (ScalarKind kind : ScalarKind.values()) {
            Field plain = Field.of("a", DataType.scalar(kind));
            Field full =
                    Field.of("b", new DataType.Scalar(kind, OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(-3)));
            Table table = Table.builder(TableName.of("t"), TableKind.FILE)
                    .fields(plain, full)
                    .build();
            assertThat(RegistryJson.readTable(RegistryJson.write(table))).isEqualTo(table);
        }
    }

    @Test
    void recordsAroundTablesSurvive() {
        DataSource source = new DataSource(
                new SourceId("shop"),
                "postgres",
                "postgresql://localhost/shop",
                Optional.of("orders \u0000 and more"),
                Map.of("host", "localhost", "database", "shop"),
                dev.schemaregistry.model.SemanticVersion.parse("1.2.3"),
                7,
                Optional.of(dev.schemaregistry.model.Fingerprint.parse("catalog1-sha256:00ff")),
                "public",
                "PostgreSQL 15.19",
                SourceHealth.ok(NOON)
                        .read(NOON.plusSeconds(1), List.of(Snapshot.Gap.of(CUSTOMERS.name(), "denied")))
                        .failed(NOON.plusSeconds(2), "refused"),
                NOON);
        assertThat(RegistryJson.readDataSource(RegistryJson.write(source))).isEqualTo(source);
        OntologyEntity entity = new OntologyEntity(
                "Customer", Optional.of("who buys"), List.of("client"), List.of(TableRef.of("shop", "customers")));
        assertThat(RegistryJson.readOntologyEntity(RegistryJson.write(entity))).isEqualTo(entity);
        Snapshot snapshot = new Snapshot(
                "SQLite",
                "main",
                List.of(CUSTOMERS),
                Map.of(
                        CUSTOMERS.name(),
                        new TableStatistics(OptionalLong.of(5), OptionalLong.empty(), NOON, Map.of("status", "green"))),
                List.of(new Snapshot.Gap("*", "no permission"), Snapshot.Gap.of(CUSTOMERS.name(), "no permission")),
                List.of("too much power"));
        assertThat(RegistryJson.readSnapshot(RegistryJson.write(snapshot))).isEqualTo(snapshot);
        Snapshot knowing = snapshot.withCatalog(EngineCatalog.EMPTY);
        assertThat(RegistryJson.readSnapshot(RegistryJson.write(knowing))).isEqualTo(knowing);
        assertThat(RegistryJson.readEngineCatalog("{\"format\":1,\"later\":[1]}"))
                .isEqualTo(EngineCatalog.EMPTY);
    }

    record Answer(
            Optional<String> note, Table table, SourceHealth.Status status, Duration age, Map<String, Key> keys) {}

    @Test
    void aMapperWritesNounsInsideOtherValues() throws Exception {
        ObjectMapper mapper = RegistryJson.mapper();
        Answer answer = new Answer(
                Optional.empty(),
                CUSTOMERS,
                SourceHealth.Status.NEVER_SEEN,
                Duration.ofSeconds(90),
                Map.of("b", Key.of("", "x"), "a", Key.of("", "y")));
        String json = mapper.writeValueAsString(answer);
        assertThat(json)
                .startsWith("{\"table\":{\"name\":\"customers\",")
                .endsWith("\"status\":\"never_seen\",\"age\":\"PT1M30S\","
                        + "\"keys\":{\"a\":{\"fields\":[\"y\"]},\"b\":{\"fields\":[\"x\"]}}}");
        assertThat(mapper.readValue(json, Answer.class)).isEqualTo(answer);
    }
}
