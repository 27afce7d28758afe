package dev.schemaregistry.contract.sql.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.sql.catalog.CatalogFunction.Output;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction.Volatility;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Kind;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Trait;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostgresCatalogTest {

    private final PostgresCatalog catalog = PostgresCatalog.bundled();

    @Test
    void typesAreFoundByNameAndIdentifier() {
        CatalogType integer = catalog.findType("int4").orElseThrow();
        assertThat(catalog.findType(integer.oid())).contains(integer);
        assertThat(integer.displayName()).isEqualTo("integer");
        assertThat(integer.category()).isEqualTo('N');
        assertThat(catalog.findType("pg_catalog", "int4")).contains(integer);
        assertThat(catalog.findType("public", "int4")).isEmpty();
        assertThat(catalog.elementType(integer.arrayType())).contains(integer.oid());
        assertThat(catalog.findType(TypeIds.TEXT).orElseThrow().is(Trait.PREFERRED))
                .isTrue();
        assertThat(catalog.findType(4)).isEmpty();
    }

    @Test
    void pointsAndNamesAreSubscriptedButNoArrays() {
        CatalogType point = catalog.findType("point").orElseThrow();
        assertThat(point.is(Trait.FIXED_ARRAY)).isTrue();
        assertThat(catalog.elementType(point.oid())).isEmpty();
    }

    @Test
    void functionsCarryWhatACheckNeeds() {
        assertThat(catalog.functions("random"))
                .singleElement()
                .satisfies(function -> assertThat(function.volatility()).isEqualTo(Volatility.VOLATILE));
        assertThat(catalog.functions("json_each")).singleElement().satisfies(function -> {
            assertThat(function.returnsSet()).isTrue();
            assertThat(function.outputs())
                    .containsExactly(new Output("key", TypeIds.TEXT), new Output("value", TypeIds.JSON));
        });
        assertThat(catalog.functions("make_interval")).singleElement().satisfies(function -> {
            assertThat(function.defaults()).isEqualTo(7);
            assertThat(function.argumentNames()).contains("weeks");
        });
        assertThat(catalog.functions("percentile_cont"))
                .allSatisfy(
                        function -> assertThat(function.kind().isAggregate()).isTrue());
        assertThat(catalog.functions("row_number"))
                .allSatisfy(function -> assertThat(function.kind()).isEqualTo(CatalogFunction.Kind.WINDOW));
        assertThat(catalog.functions("nonsense")).isEmpty();
    }

    @Test
    void everyIdentifierThatIsNamedInTheTablesIsThere() {
        for (String name : catalog.functionNames()) {
            for (CatalogFunction function : catalog.functions(name)) {
                assertThat(Stream.concat(function.argumentTypes().stream(), Stream.of(function.returnType())))
                        .as(name)
                        .allMatch(type -> catalog.findType(type).isPresent());
            }
        }
    }

    @Test
    void theConstantsNameTheTypesOfTheCatalog() throws IllegalAccessException {
        for (Field field : TypeIds.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) || field.getType() != int.class || field.getInt(null) <= 0) {
                continue;
            }
            String name = field.getName().toLowerCase(Locale.ROOT).replace("pseudo_", "");
            String expected = name.endsWith("_array") ? "_" + name.replace("_array", "") : name;
            assertThat(catalog.findType(field.getInt(null)).orElseThrow().name())
                    .isEqualTo(expected);
        }
    }

    @Test
    void anExtensionLeavesTheBundledCatalogAlone() {
        CatalogExtension extension = catalog.extend();
        int mood = extension.addEnum("public", "mood");
        int postcode = extension.addDomain("public", "postcode", TypeIds.TEXT);
        PostgresCatalog extended = extension
                .addFunction("public", "lower", List.of(mood), TypeIds.TEXT)
                .build();
        assertThat(extended.findType(mood).orElseThrow().kind()).isEqualTo(Kind.ENUM);
        assertThat(extended.baseType(postcode)).isEqualTo(TypeIds.TEXT);
        assertThat(extended.findType("public", "mood")).isPresent();
        assertThat(extended.arrayType(mood).flatMap(extended::elementType)).contains(mood);
        assertThat(extended.functions("lower"))
                .hasSize(catalog.functions("lower").size() + 1);
        assertThat(catalog.findType("mood")).isEmpty();
        assertThat(extended.findFunction(extended.functions("lower").get(0).oid()))
                .isPresent();
    }

    @Test
    void twoTypesOfOneNameAreToldApartByTheirSchema() {
        CatalogExtension extension = catalog.extend();
        int first = extension.addEnum("a", "mood");
        int second = extension.addEnum("b", "mood");
        PostgresCatalog extended = extension.build();
        assertThat(extended.findType("b", "mood").map(CatalogType::oid)).contains(second);
        assertThat(extended.findType("mood").map(CatalogType::oid)).contains(first);
    }
}
