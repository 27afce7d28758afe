package dev.schemaregistry.contract.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowPostgresTest {
    private static final ShadowPostgres CHECKER = ShadowPostgres.behind(SqlContractChecker.create());
    private static final SchemaContext SHOP = shop();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT name FROM customers WHERE mood = 'glad'",
                "SELECT c.name, r.name FROM customers c JOIN sales.regions r ON r.id = c.id",
                "SELECT id, name FROM customers GROUP BY id",
                "SELECT settings ? 'a' FROM customers",
                "SELECT odd FROM strange"
            })
    void whatBothTakeIsAccepted(String query) {
        ContractReport report = CHECKER.validate(new ContractQuery(query, SHOP));
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.ACCEPT);
        assertThat(report.pureRead()).isTrue();
    }

    /** Only evaluation shows these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT (-2147483648)::int4 * (-1)::int4 | 22003",
                "SELECT * FROM customers WHERE id = 1 / 0 | 22012",
                "SELECT name FROM customers WHERE name ~ '(' | 2201B",
                "SELECT '4714-11-23 23:59:59+00 BC'::timestamptz | 22008"
            })
    void constantsThatFailWhenComputedAreFound(String query, String code) {
        ContractReport report = CHECKER.validate(new ContractQuery(query, SHOP));
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.REJECT);
        assertThat(report.pureRead()).isFalse();
        assertThat(report.firstError().orElseThrow().code())
                .isIn(code, Rule.INVALID_CONSTANT.code(), Rule.OUT_OF_RANGE.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT nmae FROM customers",
                "DELETE FROM customers",
                "SELECT pg_sleep(1)",
                "SELECT 1; DROP TABLE customers"
            })
    void whatTheCheckRefusesStaysRefused(String query) {
        assertThat(CHECKER.validate(new ContractQuery(query, SHOP)).verdict()).isEqualTo(Verdict.REJECT);
    }

    @Test
    void aRefusalThatTheServerDoesNotShareIsADoubt() {
        ContractChecker wrong = new ContractChecker() {
            @Override
            public ContractReport validate(ContractQuery query) {
                Finding finding = new Finding(
                        Rule.NO_MATCHING_FUNCTION,
                        Finding.Severity.ERROR,
                        OptionalInt.of(1),
                        OptionalInt.of(8),
                        "lower",
                        "no such function",
                        List.of(),
                        Optional.empty());
                return ContractReport.of(query.schema().source(), Verdict.REJECT, finding);
            }

            @Override
            public void close() {}
        };
        try (ShadowPostgres doubting = ShadowPostgres.behind(wrong)) {
            ContractReport report = doubting.validate(new ContractQuery("SELECT lower(name) FROM customers", SHOP));
            assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
            assertThat(report.pureRead()).isFalse();
            assertThat(report.findings()).noneMatch(Finding::isError);
            assertThat(doubting.validate(new ContractQuery("SELECT lower(nmae) FROM customers", SHOP))
                            .verdict())
                    .isEqualTo(Verdict.REJECT);
        }
    }

    private static SchemaContext shop() {
        List<Table> tables = List.of(
                Table.builder(TableName.of("customers"), TableKind.TABLE)
                        .fields(List.of(
                                field("id", "integer").withNullable(false),
                                field("name", "text"),
                                Field.of(
                                                "mood",
                                                new DataType.Enumeration(
                                                        Optional.of("mood"), List.of("glad", "it's fine")))
                                        .withNativeType("mood"),
                                field("settings", "jsonb")))
                        .primaryKey(Key.of("", "id"))
                        .build(),
                table("sales.regions", "id", "integer", "name", "text"),
                table("strange", "odd", "integer); DROP TABLE customers; --"));
        return SchemaContext.of(
                new SourceId("shop"), Dialect.POSTGRESQL, "PostgreSQL 15.19", "public", tables, Map.of());
    }

    private static Table table(String name, String... columns) {
        List<Field> fields = new ArrayList<>();
        for (int at = 0; at < columns.length; at += 2) {
            fields.add(field(columns[at], columns[at + 1]));
        }
        return Table.builder(TableName.parse(name), TableKind.TABLE)
                .fields(fields)
                .build();
    }

    private static Field field(String name, String type) {
        return Field.of(name, new DataType.Native(type)).withNativeType(type);
    }
}
