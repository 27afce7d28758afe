package dev.schemaregistry.contract.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a source returns, rows are counted right, and no value is told. */
class RowGuardPropertyTest {
    private static final List<String> NAMES = List.of("id", "name", "tags", "author", "extra");

    @Property
    void logHandsOnWhatDropAndWrongMakeUp(@ForAll("documents") List<Map<String, Object>> documents) {
        List<MismatchReport> heard = new ArrayList<>();
        List<Map<String, ?>> logged = read(documents, GuardPolicy.LOG, heard);
        List<Map<String, ?>> kept = read(documents, GuardPolicy.DROP, new ArrayList<>());

        assertThat(logged).hasSameSizeAs(documents);
        long wrong = heard.stream().mapToLong(MismatchReport::wrong).sum();
        assertThat(kept.size() + wrong).isEqualTo(documents.size());
        assertThat(read(List.copyOf(kept), GuardPolicy.FAIL, new ArrayList<>())).hasSameSizeAs(kept);
    }

    @Property
    void noValueIsTold(@ForAll("documents") List<Map<String, Object>> documents) {
        List<MismatchReport> heard = new ArrayList<>();
        read(documents, GuardPolicy.LOG, heard);

        assertThat(heard).allSatisfy(report -> assertThat(report.text()).doesNotContain("SECRET"));
    }

    private static List<Map<String, ?>> read(
            List<? extends Map<String, ?>> documents, GuardPolicy policy, List<MismatchReport> heard) {
        List<Map<String, ?>> rows = new ArrayList<>();
        try (GuardedRows guarded =
                new RowGuard(Expectation.of(articles()), policy, heard::add).rows(documents.iterator())) {
            guarded.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static TableVersion articles() {
        DataType author = new DataType.Struct(
                Optional.empty(),
                List.of(Field.of("name", DataType.string()), Field.of("age", DataType.scalar(ScalarKind.INT32))));
        Table table = Table.builder(TableName.of("articles"), TableKind.COLLECTION)
                .fields(
                        Field.of("id", DataType.scalar(ScalarKind.INT64)).withNullable(false),
                        Field.of("name", DataType.string()),
                        Field.of("tags", new DataType.Array(DataType.string())),
                        Field.of("author", author))
                .provenance(Provenance.inferred(100))
                .build();
        return new TableVersion(
                new TableRef(new SourceId("blog"), table.name()),
                SemanticVersion.FIRST,
                1,
                table,
                new Fingerprint("test", "1"),
                false,
                Instant.EPOCH);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> documents() {
        Arbitrary<Map<String, Object>> document =
                Arbitraries.maps(Arbitraries.of(NAMES), values()).ofMaxSize(5).map(LinkedHashMap::new);
        return document.list().ofMaxSize(8);
    }

    private static Arbitrary<Object> values() {
        return Arbitraries.of(
                "SECRET",
                1,
                2L,
                1.5,
                true,
                List.of("SECRET"),
                List.of(1),
                List.of(),
                Map.of("name", "SECRET"),
                Map.of("age", "SECRET"),
                Map.of(),
                new byte[] {1},
                Instant.EPOCH,
                'S',
                CharBuffer.wrap("SECRET"));
    }
}
