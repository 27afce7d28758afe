package dev.schemaregistry.contract.sql.catalog;

import static dev.schemaregistry.contract.sql.catalog.SampleTypes.RESOLUTION;
import static dev.schemaregistry.contract.sql.catalog.SampleTypes.answer;
import static dev.schemaregistry.contract.sql.catalog.SampleTypes.type;
import static dev.schemaregistry.contract.sql.catalog.SampleTypes.types;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** {@code conversions.tsv} holds what a PostgreSQL 15 answered; the catalog's README says how it was asked. */
class TypeResolutionTest {

    private static final String NO_COMMON_TYPE = "42804";
    private static final String NO_CAST = "42846";

    @Test
    void agreesWithTheServer() throws IOException {
        List<String> lines = conversions();
        assertThat(lines).hasSizeGreaterThan(1_000);
        SoftAssertions all = new SoftAssertions();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            List<String> names = cells[3].isEmpty() ? List.of() : List.of(cells[3].split(",", -1));
            var call = new FunctionCall(Optional.empty(), cells[1], types(cells[2]), names, cells[4].equals("v"));
            all.assertThat(ours(cells[0], call)).as(line).isEqualTo(theirs(cells[0], cells[5]));
        }
        all.assertAll();
    }

    private static String ours(String kind, FunctionCall call) {
        List<Integer> types = call.types();
        return switch (kind) {
            case "operator" -> answer(RESOLUTION.operator(call.name(), types.get(0), types.get(1)));
            case "prefix" -> answer(RESOLUTION.prefixOperator(call.name(), types.get(0)));
            case "any" -> answer(RESOLUTION.arrayOperator(call.name(), types.get(0), types.get(1)));
            case "function" -> answer(RESOLUTION.function(call));
            case "common" ->
                RESOLUTION
                        .unionCase(types)
                        .map(SampleTypes.CATALOG::displayName)
                        .orElse(NO_COMMON_TYPE);
            case "cast" -> RESOLUTION.canCast(types.get(0), types.get(1)) ? "" : NO_CAST;
            default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    }

    private static String theirs(String kind, String answer) {
        return switch (kind) {
            case "cast" -> answer.equals(NO_CAST) ? NO_CAST : "";
            // The server has two refusals: of different categories, and of one category without a way between.
            case "common" -> answer.equals(NO_CAST) ? NO_COMMON_TYPE : answer;
            default -> answer;
        };
    }

    private static List<String> conversions() throws IOException {
        try (InputStream stream = TypeResolutionTest.class.getResourceAsStream("conversions.tsv")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void saysWhatAnArgumentIsConvertedTo() {
        var resolved = (Resolution.Resolved) RESOLUTION.operator("+", type("numeric"), type("int4"));
        assertThat(resolved.returnType()).isEqualTo(type("numeric"));
        assertThat(resolved.argumentTypes()).containsExactly(type("numeric"), type("numeric"));
        assertThat(resolved.chosen()).isInstanceOf(CatalogOperator.class);
    }

    @Test
    void tellsAnUnknownNameFromUnfitArguments() {
        assertThat(RESOLUTION.function("no_such_function", types("int4")))
                .isEqualTo(new Resolution.NotFound(Resolution.Reason.NO_SUCH_NAME));
        assertThat(RESOLUTION.function("lower", types("int4")))
                .isEqualTo(new Resolution.NotFound(Resolution.Reason.NO_SUCH_SIGNATURE));
        assertThat(RESOLUTION.function("lower", types("text,text")))
                .isEqualTo(new Resolution.NotFound(Resolution.Reason.NO_SUCH_SIGNATURE));
    }

    @Test
    void aSchemaNarrowsTheCall() {
        var inSystem = new FunctionCall(Optional.of("pg_catalog"), "lower", types("text"), List.of(), false);
        var elsewhere = new FunctionCall(Optional.of("public"), "lower", types("text"), List.of(), false);
        assertThat(answer(RESOLUTION.function(inSystem))).isEqualTo("text");
        assertThat(answer(RESOLUTION.function(elsewhere))).isEqualTo("42883");
    }

    @Test
    void functionsOfASourceAreFoundWithDefaultsAndByName() {
        CatalogExtension extension = PostgresCatalog.bundled().extend();
        extension.add(new CatalogFunction(
                extension.nextIdentifier(),
                "public",
                "net_price",
                CatalogFunction.Kind.FUNCTION,
                CatalogFunction.Volatility.STABLE,
                false,
                false,
                false,
                TypeIds.NUMERIC,
                List.of(TypeIds.NUMERIC, TypeIds.INT4),
                1,
                List.of(),
                List.of("price", "digits"),
                0));
        var resolution = new TypeResolution(extension.build());
        assertThat(answer(resolution.function("net_price", types("int4")))).isEqualTo("numeric");
        assertThat(answer(resolution.function("net_price", types("int4,text")))).isEqualTo("42883");
        var byName = new FunctionCall(
                Optional.empty(), "net_price", types("int4,numeric"), List.of("digits", "price"), false);
        assertThat(answer(resolution.function(byName))).isEqualTo("numeric");
    }

    @Test
    void rowsAreEqualButNotOrderedWhereTheirTypeIsNot() {
        assertThat(RESOLUTION.isOrderable(type("varchar"))).isTrue();
        assertThat(RESOLUTION.isOrderable(type("dmood"))).isTrue();
        assertThat(RESOLUTION.isOrderable(type("json"))).isFalse();
        assertThat(RESOLUTION.isOrderable(type("json[]"))).isFalse();
        assertThat(RESOLUTION.isComparable(type("xid"))).isTrue();
        assertThat(RESOLUTION.isOrderable(type("xid"))).isFalse();
        assertThat(RESOLUTION.isComparable(type("point"))).isFalse();
        assertThat(RESOLUTION.isOrderable(TypeIds.ANY_TYPE)).isTrue();
    }

    @Test
    void storingIsMoreLenientThanExpressions() {
        assertThat(RESOLUTION.canCoerce(type("int8"), type("int4"))).isFalse();
        assertThat(RESOLUTION.canAssign(type("int8"), type("int4"))).isTrue();
        assertThat(RESOLUTION.canAssign(type("jsonb"), type("text"))).isTrue();
        assertThat(RESOLUTION.canAssign(type("text"), type("jsonb"))).isFalse();
        assertThat(RESOLUTION.canCast(type("text"), type("jsonb"))).isTrue();
    }
}
