package dev.schemaregistry.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which tables are near to which, by foreign keys. */
class NeighbourhoodTest {
    /** items → orders → customers → countries; notes refers to itself and to nobody else's table; alone has no key. */
    private static final List<TableVersion> SHOP = List.of(
            table("alone"),
            table("countries"),
            table("customers", "countries"),
            table("items", "orders"),
            table("notes", "notes", "elsewhere"),
            table("orders", "customers"));

    private static TableVersion table(String name, String... referenced) {
        Table table = Table.builder(TableName.of(name), TableKind.TABLE)
                .fields(List.of(Field.of("id", DataType.string())))
                .foreignKeys(Stream.of(referenced)
                        .map(other -> ForeignKey.of("", List.of("id"), TableName.of(other), List.of("id")))
                        .toList())
                .build();
        return version(table);
    }

    private static TableVersion version(Table table) {
        return new TableVersion(
                new TableRef(new SourceId("shop"), table.name()),
                SemanticVersion.FIRST,
                1,
                table,
                CanonicalForm.fingerprint(table),
                false,
                Instant.EPOCH);
    }

    private static List<String> names(Neighbourhood near) {
        return near.tables().stream()
                .map(version -> version.ref().table().name())
                .toList();
    }

    @Test
    void goesBothWaysNearestFirst() {
        Neighbourhood near = Neighbourhood.around(TableName.of("orders"), 1, 60, SHOP);
        assertThat(names(near)).containsExactly("orders", "customers", "items");
        assertThat(near.steps()).containsEntry(TableName.of("orders"), 0).containsEntry(TableName.of("items"), 1);
        assertThat(names(Neighbourhood.around(TableName.of("orders"), 2, 60, SHOP)))
                .endsWith("countries");
    }

    @Test
    void aTableWithoutKeysIsAloneAround() {
        Neighbourhood near = Neighbourhood.around(TableName.of("alone"), 3, 60, SHOP);
        assertThat(names(near)).containsExactly("alone");
        assertThat(near.total()).isOne();
    }

    @Test
    void theWholeIsWhatHasKeysFromTheBestConnectedOn() {
        Neighbourhood whole = Neighbourhood.whole(60, SHOP);
        assertThat(names(whole)).containsExactlyInAnyOrder("customers", "countries", "orders", "items", "notes");
        assertThat(names(whole)).first().isEqualTo("customers");
        assertThat(whole.total()).isEqualTo(5);
    }

    @Test
    void aLimitLeavesOutTheFarthestAndTheirKeys() {
        Neighbourhood near = Neighbourhood.around(TableName.of("items"), 9, 2, SHOP);
        assertThat(names(near)).containsExactly("items", "orders");
        assertThat(near.total()).isEqualTo(4);
        assertThat(near.keys(near.tables().get(0))).hasSize(1);
        assertThat(near.keys(near.tables().get(1)))
                .as("its customers were cut off")
                .isEmpty();
    }

    @Test
    void aKeyToATableThatIsNotThereLeadsNowhere() {
        Neighbourhood near = Neighbourhood.around(TableName.of("notes"), 2, 60, SHOP);
        assertThat(names(near)).containsExactly("notes");
        assertThat(near.keys(near.tables().get(0)))
                .extracting(ForeignKey::referencedTable)
                .containsExactly(TableName.of("notes"));
    }
}
