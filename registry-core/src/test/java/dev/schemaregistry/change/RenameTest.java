package dev.schemaregistry.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenameTest {
    private static final TableName NAME = TableName.of("customers");

    @Test
    void aRenamedFieldIsOneChangeWhereTheSourceProvesIt() {
        Table from = table("16384", "c_id", field("cust_name", "2")).build();
        Table to = table("16384", "c_id", field("customer_name", "2")).build();
        assertThat(Differ.diff(from, to))
                .containsExactly(new SchemaChange.FieldRenamed(NAME, "cust_name", "customer_name"));
    }

    @Test
    void keysFollowARename() {
        Table from = table("16384", "id", field("name", "2")).build();
        Table to = table("16384", "customer_id", field("name", "2")).build();
        assertThat(Differ.diff(from, to)).containsExactly(new SchemaChange.FieldRenamed(NAME, "id", "customer_id"));
    }

    @Test
    void swappedNamesAreTwoRenames() {
        Table from = table("16384", "id", field("a", "2"), field("b", "3")).build();
        Table to = table("16384", "id", field("b", "2"), field("a", "3")).build();
        List<SchemaChange> changes = Differ.diff(from, to);
        assertThat(changes)
                .containsExactly(
                        new SchemaChange.FieldRenamed(NAME, "a", "b"), new SchemaChange.FieldRenamed(NAME, "b", "a"));
        assertThat(Patch.apply(from, changes)).isEqualTo(to);
    }

    @Test
    void withoutAStableTableIdFieldIdsProveNothing() {
        Table from = table("16384", "id", field("a", "2")).build();
        Table to = table("20000", "id", field("b", "2")).build();
        assertThat(Differ.diff(from, to))
                .containsExactly(
                        new SchemaChange.FieldRemoved(NAME, field("a", "2")),
                        new SchemaChange.FieldAdded(NAME, field("b", "2")));
    }

    @Test
    void aFieldDroppedAndMadeAgainIsTheSameField() {
        Table from = table("16384", "id", field("a", "2")).build();
        Table to = table("16384", "id", field("a", "5")).build();
        assertThat(Differ.diff(from, to)).isEmpty();
    }

    private static Table.Builder table(String id, String key, Field... fields) {
        Field first = Field.of(key, DataType.scalar(DataType.ScalarKind.INT64)).withStableId("1");
        List<Field> all = new java.util.ArrayList<>(List.of(first));
        all.addAll(List.of(fields));
        return Table.builder(NAME, TableKind.TABLE).stableId(id).fields(all).primaryKey(Key.of("customers_pkey", key));
    }

    private static Field field(String name, String id) {
        return Field.of(name, DataType.string()).withStableId(id);
    }
}
