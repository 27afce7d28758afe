package dev.schemaregistry.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.change.Differ;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.testing.Schemas;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripPropertyTest {
    @Provide
    Arbitrary<Table> tables() {
        return Schemas.tables();
    }

    @Property
    void tablesSurvive(@ForAll("tables") Table table) {
        String json = RegistryJson.write(table);
        assertThat(RegistryJson.readTable(json)).isEqualTo(table);
        assertThat(RegistryJson.write(RegistryJson.readTable(json))).isEqualTo(json);
    }

    @Property
    void changesSurvive(@ForAll("tables") Table from, @ForAll("tables") Table to) {
        List<SchemaChange> changes = new java.util.ArrayList<>(Differ.diff(from, to));
        changes.add(new SchemaChange.TableAdded(to));
        changes.add(new SchemaChange.TableRemoved(from));
        changes.add(new SchemaChange.TableRenamed(from.name(), TableName.of("new \"name\".")));
        changes.add(new SchemaChange.FieldRenamed(to.name(), "a", ""));
        assertThat(RegistryJson.readChanges(RegistryJson.writeChanges(changes))).isEqualTo(changes);
        RegistryEvent event = new RegistryEvent.TableChanged(
                9,
                Instant.ofEpochSecond(1, 5),
                new TableRef(new SourceId("s"), to.name()),
                SemanticVersion.FIRST,
                3,
                VersionBump.MAJOR,
                true,
                changes);
        assertThat(RegistryJson.readEvent(RegistryJson.write(event))).isEqualTo(event);
    }

    @Property
    void versionsSurvive(@ForAll("tables") Table table, @ForAll boolean removed) {
        TableVersion version = new TableVersion(
                new TableRef(new SourceId("s-1"), table.name()),
                SemanticVersion.FIRST,
                1,
                table,
                CanonicalForm.fingerprint(table),
                removed,
                Instant.EPOCH);
        assertThat(RegistryJson.readTableVersion(RegistryJson.write(version))).isEqualTo(version);
    }

    @Provide
    Arbitrary<RegistryEvent> otherEvents() {
        SourceId source = new SourceId("s");
        return Arbitraries.oneOf(
                Arbitraries.of(RegistryEvent.SourceChanged.Kind.values())
                        .map(kind -> new RegistryEvent.SourceChanged(1, Instant.EPOCH, source, kind)),
                Arbitraries.of(true, false)
                        .map(gone -> new RegistryEvent.OntologyChanged(2, Instant.EPOCH, "Customer", gone)),
                Arbitraries.just(new RegistryEvent.ValuesProfiled(3, Instant.EPOCH, TableRef.of("s", "orders"))),
                Arbitraries.of(true, false)
                        .map(gone -> new RegistryEvent.FeedbackChanged(4, Instant.EPOCH, "0a1b", gone)));
    }

    @Property
    void otherEventsSurvive(@ForAll("otherEvents") RegistryEvent event) {
        assertThat(RegistryJson.readEvent(RegistryJson.write(event))).isEqualTo(event);
    }

    /** A kind of change that the reader forgot would fail here, not in production. */
    @Property(tries = 1)
    void everyKindOfChangeHasAWord() {
        TreeSet<String> kinds = new TreeSet<>();
        Arrays.stream(SchemaChange.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .map(name -> name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .forEach(kinds::add);
        for (String kind : kinds) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> RegistryJson.readChange("{\"change\":\"" + kind + "\",\"table\":\"t\"}")))
                    .satisfiesAnyOf(
                            e -> assertThat(e).isNull(),
                            e -> assertThat(e).hasMessageNotContaining("no change is of the kind"));
        }
    }
}
