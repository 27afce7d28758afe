package dev.schemaregistry.registry;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.policy.FieldPattern;
import dev.schemaregistry.testkit.MemoryStore;
import dev.schemaregistry.testkit.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry shows nothing of a hidden field, and the store below keeps all of it. */
class PolicedRegistryTest {
    private static final TableRef CUSTOMERS = TableRef.of("shop", "customers");
    private static final ColumnPolicy POLICY = ColumnPolicy.of(
            List.of(FieldPattern.parse("shop.customers.ssn")), List.of(FieldPattern.parse("shop.customers.mood")));

    private final MemoryStore store = new MemoryStore();
    private final SchemaRegistry registry = SchemaRegistry.initRegistry(store, new SettableClock(NOON));

    @BeforeEach
    void register() {
        registry.use(POLICY);
        registry.upsertDataSource(SHOP, "postgres", "postgresql://localhost/shop", Optional.of("its ssn"), Map.of());
    }

    private Acceptance accept(Field... fields) {
        return accept(
                Table.builder(CUSTOMERS.table(), TableKind.TABLE).fields(fields).build());
    }

    private Acceptance accept(Table table) {
        return registry.accept(SHOP, Snapshot.of("", "", List.of(table)), Optional.empty());
    }

    private static Field field(String name) {
        return Field.of(name, DataType.string());
    }

    @Test
    void theStoreKeepsWhatIsNotShown() {
        accept(field("id"), field("ssn"), field("mood").withDefault("'glad'"));

        TableVersion shown = registry.getTableSchema(CUSTOMERS);
        assertThat(shown.table().fields()).extracting(Field::name).containsExactly("id", "mood");
        assertThat(shown.fingerprint()).isEqualTo(CanonicalForm.fingerprint(shown.table()));
        assertThat(store.findTable(CUSTOMERS).orElseThrow().table().fields()).hasSize(3);
        assertThat(Stream.of(
                        registry.currentTables(SHOP),
                        registry.listVersions(CUSTOMERS),
                        registry.listTablesAt(SHOP, SemanticVersion.FIRST),
                        registry.store().listTables(SHOP),
                        registry.changesSince(0, 10),
                        registry.getDataSource(SHOP),
                        registry.listDataSources()))
                .allSatisfy(answer -> assertThat(answer.toString()).doesNotContain("ssn", "glad"));
    }

    /** Another node removed it, and registered another of its name with as many revisions. */
    @Test
    void aSourceThatComesAgainIsJudgedByWhatItIsNow() {
        TableRef old = TableRef.of("shop", "customers_2024");
        Table.Builder part = Table.builder(old.table(), TableKind.TABLE).fields(List.of(field("id"), field("ssn")));
        accept(part.build());
        assertThat(registry.getTableSchema(old).table().fields()).hasSize(2);

        SchemaRegistry other = SchemaRegistry.initRegistry(store, new SettableClock(NOON.plusSeconds(1)));
        other.removeDataSource(SHOP);
        other.upsertDataSource(SHOP, "postgres", "postgresql://localhost/other", Optional.empty(), Map.of());
        other.accept(
                SHOP,
                Snapshot.of(
                        "",
                        "",
                        List.of(part.properties(Map.of("partition_of", "customers"))
                                .build())),
                Optional.empty());

        assertThat(registry.getTableSchema(old).table().fields())
                .extracting(Field::name)
                .containsExactly("id");
    }

    @Test
    void aReadingThatChangesNothingMakesNoVersion() {
        accept(field("id"), field("ssn"));

        assertThat(accept(field("id"), field("ssn")).changed()).isFalse();
    }

    @Test
    void aChangeOfAHiddenFieldAloneCountsAndTellsNothing() {
        accept(field("id"), field("ssn"));
        Acceptance changed =
                accept(field("id"), field("ssn").withComment("secret").withNullable(false));

        TableChanged event = (TableChanged) changed.events().get(0);
        assertThat(event.changes()).isEmpty();
        assertThat(event.revision()).isEqualTo(2);
        assertThat(event.bump()).isNotEqualTo(VersionBump.NONE);
        assertThat(registry.diff(CUSTOMERS, SemanticVersion.FIRST, event.version()))
                .isEmpty();
        assertThat(registry.listVersions(CUSTOMERS)).hasSize(2);
    }

    @Test
    void whatWasAPartOrAViewOfItOnceStaysWithheldInTheRecord() {
        Table parent = Table.builder(CUSTOMERS.table(), TableKind.PARTITIONED_TABLE)
                .fields(field("id"), field("ssn"))
                .build();
        Table part = Table.builder(TableName.of("customers_2023"), TableKind.TABLE)
                .fields(field("id"), field("ssn"))
                .properties(Map.of("partition_of", "customers"))
                .build();
        Table view = Table.builder(TableName.of("v"), TableKind.VIEW)
                .fields(field("id"), field("ssn"))
                .definition(Optional.of("SELECT id, ssn FROM customers"))
                .build();
        Table repaired = Table.builder(TableName.of("v"), TableKind.VIEW)
                .fields(field("id"))
                .definition(Optional.of("SELECT id FROM customers"))
                .build();
        registry.accept(SHOP, Snapshot.of("", "", List.of(parent, part, view)), Optional.empty());
        registry.accept(SHOP, Snapshot.of("", "", List.of(parent, repaired)), Optional.empty());

        assertThat(Stream.of(
                        registry.changesSince(0, 20),
                        registry.listVersions(TableRef.of("shop", "customers_2023")),
                        registry.listVersions(TableRef.of("shop", "v")),
                        registry.listTablesAt(SHOP, SemanticVersion.FIRST),
                        registry.store().listRemovedTables(SHOP)))
                .allSatisfy(answer -> assertThat(answer.toString()).doesNotContain("ssn"));
    }

    @Test
    void aWordOfTheOntologyThatNamesItIsNotInTheLog() {
        accept(field("id"), field("ssn"));
        registry.upsertEntity(new OntologyEntity("ssn", Optional.empty(), List.of(), List.of(CUSTOMERS)));

        assertThat(registry.changesSince(0, 20).toString()).doesNotContain("ssn");
    }

    @Test
    void valuesOfWithheldFieldsAreNotKept() {
        accept(field("id"), field("ssn"), field("mood"));
        registry.putFieldValues(
                CUSTOMERS,
                Stream.of("id", "mood", "ssn")
                        .map(name -> new FieldValues(name, List.of("x")))
                        .toList());

        assertThat(registry.fieldValues(CUSTOMERS))
                .extracting(FieldValues::field)
                .containsExactly("id");
        assertThat(store.values(CUSTOMERS)).extracting(FieldValues::field).containsExactly("id");
    }

    @Test
    void whatPeopleSaidOfItIsNotShown() {
        accept(field("id"), field("ssn"));
        registry.upsertEntity(new OntologyEntity(
                "Customer", Optional.of("by ssn"), List.of("SSN holder", "client"), List.of(CUSTOMERS)));
        registry.upsertEntity(new OntologyEntity("ssn", Optional.empty(), List.of(), List.of(CUSTOMERS)));
        registry.feedback().confirm("who has which ssn?", List.of(), List.of(CUSTOMERS));
        registry.feedback().confirm("who has which id?", List.of(), List.of(CUSTOMERS));

        assertThat(registry.listEntities())
                .singleElement()
                .isEqualTo(new OntologyEntity("Customer", Optional.empty(), List.of("client"), List.of(CUSTOMERS)));
        assertThat(registry.feedback().list())
                .singleElement()
                .matches(said -> said.question().contains("id"));
    }

    @Test
    void aPolicyHoldsFromWhenItIsUsed() {
        accept(field("id"), field("ssn"));
        registry.use(ColumnPolicy.NONE);
        assertThat(registry.getTableSchema(CUSTOMERS).table().fields()).hasSize(2);
        registry.use(POLICY);
        assertThat(registry.getTableSchema(CUSTOMERS).table().fields()).hasSize(1);
    }

    @Test
    void aViewThatIsNewPassesNothingOnFromItsFirstReading() {
        accept(field("id"), field("ssn"));
        registry.currentTables(SHOP);
        Table customers = Table.builder(CUSTOMERS.table(), TableKind.TABLE)
                .fields(field("id"), field("ssn"))
                .build();
        Table view = Table.builder(TableName.of("leak"), TableKind.VIEW)
                .fields(field("x"))
                .definition(Optional.of("SELECT ssn AS x FROM customers"))
                .build();

        registry.accept(SHOP, Snapshot.of("", "", List.of(customers, view)), Optional.empty());

        assertThat(registry.getTableSchema(TableRef.of("shop", "leak")).table().fields())
                .allMatch(Field::isMasked);
    }
}
