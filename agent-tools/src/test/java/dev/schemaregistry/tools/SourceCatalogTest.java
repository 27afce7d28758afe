package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineRoutine.Volatility;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is new in a source's engine counts for the next query, though no table has a new version. */
class SourceCatalogTest {
    private static final Table PLACES = Table.builder(TableName.of("places"), TableKind.TABLE)
            .fields(Field.of("city", DataType.scalar(ScalarKind.STRING)).withNativeType("text"))
            .build();

    @Test
    void anExtensionInstalledMeanwhileIsKnownToTheNextCheck() {
        try (TestDesk desk = new TestDesk().source("maps", "postgres", "Maps", List.of(PLACES))) {
            RegistryTools tools = desk.tools();
            assertThat(check(tools)).startsWith("REJECT").contains("42883");

            accept(desk, Optional.of("pg_trgm"));
            assertThat(check(tools)).startsWith("ACCEPT");

            accept(desk, Optional.empty());
            assertThat(check(tools)).startsWith("REJECT").contains("POLICY_FUNCTION", "exists in the source");
            assertThat(desk.registry().currentTables(new SourceId("maps"))).allMatch(table -> table.revision() == 1);
        }
    }

    @Test
    void anUpgradedServerIsJudgedByItsNewVersion() {
        try (TestDesk desk = new TestDesk().source("maps", "postgres", "Maps", List.of(PLACES))) {
            RegistryTools tools = desk.tools();
            assertThat(check(tools, "SELECT any_value(city) FROM places")).startsWith("REJECT");

            Snapshot upgraded = Snapshot.of("PostgreSQL 16.15", "public", List.of(PLACES));
            desk.registry().accept(new SourceId("maps"), upgraded, Optional.empty());

            assertThat(check(tools, "SELECT any_value(city) FROM places")).startsWith("ACCEPT");
        }
    }

    private static void accept(TestDesk desk, Optional<String> extension) {
        EngineName text = EngineName.builtIn("text");
        EngineFunction similarity = new EngineFunction(
                new EngineRoutine(new EngineName("public", "similarity"), Volatility.IMMUTABLE, extension),
                EngineFunction.Kind.FUNCTION,
                true,
                false,
                false,
                EngineName.builtIn("float4"),
                List.of(text, text),
                List.of(),
                0,
                0,
                List.of(),
                true,
                false);
        EngineCatalog catalog =
                new EngineCatalog(List.of("public"), List.of(), List.of(similarity), List.of(), List.of(), List.of());
        Snapshot seen = Snapshot.of("PostgreSQL 15.19", "public", List.of(PLACES));
        desk.registry().accept(new SourceId("maps"), seen.withCatalog(catalog), Optional.empty());
    }

    private static String check(RegistryTools tools) {
        return check(tools, "SELECT similarity(city, 'Oslo') FROM places LIMIT 5");
    }

    private static String check(RegistryTools tools, String query) {
        return tools.call("validate_query", Map.of("source", "maps", "query", query))
                .text();
    }
}
