package dev.schemaregistry.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnPolicyTest {
    private static final Table CUSTOMERS =
            table("customers", "id", "name", "ssn").build();

    private static Table.Builder table(String name, String... fields) {
        return Table.builder(TableName.parse(name), TableKind.TABLE)
                .fields(Stream.of(fields)
                        .map(field -> Field.of(field, DataType.string()))
                        .toList());
    }

    private static SourcePolicy hiding(String pattern, Table... tables) {
        return of(ColumnPolicy.of(List.of(FieldPattern.parse(pattern)), List.of()), tables);
    }

    private static SourcePolicy masking(String pattern, Table... tables) {
        return of(ColumnPolicy.of(List.of(), List.of(FieldPattern.parse(pattern))), tables);
    }

    private static SourcePolicy of(ColumnPolicy policy, Table... tables) {
        return policy.of(source(), List.of(tables));
    }

    private static DataSource source() {
        DataSource plain =
                DataSource.registered(new SourceId("shop"), "postgres", "", Optional.empty(), Map.of(), Instant.EPOCH);
        return new DataSource(
                plain.id(),
                plain.type(),
                plain.uri(),
                plain.description(),
                plain.settings(),
                plain.version(),
                plain.revision(),
                plain.fingerprint(),
                "public",
                plain.engine(),
                plain.health(),
                plain.updatedAt());
    }

    private static List<String> names(Table table) {
        return table.fields().stream().map(Field::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "shop.customers.ssn, customers, true",
        "SHOP.Customers.SSN, customers, true",
        "shop.public.customers.ssn, customers, true",
        "shop.customers.ssn, sales.customers, true",
        "shop.sales.customers.ssn, sales.customers, true",
        "shop.sales.customers.ssn, customers, false",
        "*.*.ssn, customers, true",
        "*.*.s*n, customers, true",
        "sh*.cust*.*, customers, true",
        "crm.customers.ssn, customers, false",
        "shop.customer.ssn, customers, false",
        "shop.customers.ss, customers, false",
    })
    void aPatternFits(String pattern, String name, boolean fits) {
        Table table = table(name, "ssn").build();

        assertThat(hiding(pattern, table).shown(table).fields().isEmpty()).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ssn", "customers.ssn", "shop..ssn", "shop.customers."})
    void whatNamesNoFieldIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPattern.parse(text))
                .withMessageContaining("write source.table.field");
    }

    @Test
    void insideOfADocumentTheEndOfThePathIsMeantToo() {
        Field address = Field.of(
                "address",
                new DataType.Array(new DataType.Struct(
                        Optional.empty(),
                        List.of(Field.of("ssn", DataType.string()), Field.of("city", DataType.string())))));
        Table table = table("customers").fields(address).build();

        assertThat(hiding("shop.customers.ssn", table)
                        .shown(table)
                        .fields()
                        .get(0)
                        .type()
                        .text())
                .isEqualTo("array<struct<city: string>>");
        assertThat(hiding("shop.customers.address", table).shown(table).fields())
                .isEmpty();
        assertThat(hiding("shop.customers.address.city", table)
                        .checked(table)
                        .fields()
                        .get(0)
                        .isWithheld())
                .isTrue();
    }

    @Test
    void whatAPatternFindsInsideOfAnOpenFieldMasksTheField() {
        Table table =
                table("orders").fields(Field.of("payload", new DataType.Json())).build();

        assertThat(hiding("shop.orders.payload.card", table).shown(table).fields())
                .singleElement()
                .matches(Field::isMasked);
    }

    @Test
    void keysIndexesAndReferencesThatHoldAHiddenFieldGoWhole() {
        Table customers = CUSTOMERS.toBuilder()
                .primaryKey(Key.of("pk", "id"))
                .uniqueKeys(List.of(Key.of("u", "name", "ssn")))
                .indexes(
                        List.of(Index.of("by_ssn", false, "btree", "ssn"), Index.of("by_name", false, "btree", "name")))
                .build();
        Table logins = table("logins", "customer", "at")
                .foreignKeys(
                        List.of(ForeignKey.of("f", List.of("customer"), TableName.of("customers"), List.of("ssn"))))
                .build();
        SourcePolicy policy = hiding("shop.customers.ssn", customers, logins);

        assertThat(policy.shown(customers).primaryKey()).isPresent();
        assertThat(policy.shown(customers).uniqueKeys()).isEmpty();
        assertThat(policy.shown(customers).indexes()).extracting(Index::name).containsExactly("by_name");
        assertThat(policy.shown(logins).foreignKeys()).isEmpty();
    }

    @Test
    void whatIsComputedFromAWithheldFieldIsMasked() {
        Field lowered = Field.of("lowered", DataType.string())
                .withGeneration(Generation.computed(Generation.Kind.STORED, "lower(ssn)"));
        Table table = table("customers")
                .fields(Field.of("ssn", DataType.string()), lowered)
                .build();

        assertThat(masking("shop.customers.ssn", table).shown(table).fields())
                .allMatch(Field::isMasked)
                .allMatch(field -> field.generation().expression().isEmpty());
    }

    @Test
    void aPartitionHasTheFieldsOfItsTable() {
        Table partition = table("customers_2024", "id", "ssn")
                .properties(Map.of("partition_of", "customers"))
                .build();

        assertThat(names(hiding("shop.customers.ssn", CUSTOMERS, partition).shown(partition)))
                .containsExactly("id");
    }

    @Test
    void aViewThatMayPassItOnIsMaskedAndOneThatDoesNotIsNot() {
        Table leak = view("leak", "SELECT ssn AS x FROM customers", "x");
        Table over = view("over", "SELECT x FROM leak", "x");
        Table all = view("everything", "select c.* from customers c", "id", "ssn");
        Table safe = view("safe", "SELECT id, name FROM customers", "id", "name");
        SourcePolicy policy = hiding("shop.customers.ssn", CUSTOMERS, leak, over, all, safe);

        assertThat(policy.shown(leak).fields()).allMatch(Field::isMasked);
        assertThat(policy.shown(leak).definition()).isEmpty();
        assertThat(policy.shown(over).fields()).allMatch(Field::isMasked);
        assertThat(names(policy.shown(all))).containsExactly("id");
        assertThat(policy.shown(safe)).isEqualTo(safe);
    }

    private static Table view(String name, String definition, String... fields) {
        return table(name, fields)
                .kind(TableKind.VIEW)
                .definition(Optional.of(definition))
                .build();
    }

    @Test
    void aTextOnATableThatHasSuchAFieldItselfStays() {
        Table archive = table("archive", "ssn").comment("ssn as it was").build();
        SourcePolicy policy = hiding("shop.customers.ssn", CUSTOMERS, archive);

        assertThat(policy.shown(archive)).isEqualTo(archive);
        assertThat(policy.shown(table("other", "x").comment("see customers.ssn").build())
                        .comment())
                .isEmpty();
    }

    @Test
    void aPatternThatFitsNothingIsFound() {
        ColumnPolicy policy = ColumnPolicy.of(
                List.of(FieldPattern.parse("shop.customers.ssn"), FieldPattern.parse("shop.customers.snn")), List.of());

        assertThat(policy.fitting(source(), List.of(CUSTOMERS))).containsExactly("shop.customers.ssn");
    }

    @Test
    void theFingerprintTellsPoliciesApartAndNoPattern() {
        List<FieldPattern> patterns = List.of(FieldPattern.parse("shop.customers.ssn"));
        ColumnPolicy hidden = ColumnPolicy.of(patterns, List.of());

        assertThat(ColumnPolicy.NONE.fingerprint()).isEmpty();
        assertThat(hidden.fingerprint())
                .isEqualTo(ColumnPolicy.of(patterns, List.of()).fingerprint());
        assertThat(hidden.fingerprint())
                .isNotEqualTo(ColumnPolicy.of(List.of(), patterns).fingerprint());
        assertThat(hidden.toString() + hidden.fingerprint()).doesNotContain("ssn");
    }
}
